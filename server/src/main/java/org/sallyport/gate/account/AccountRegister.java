package org.sallyport.gate.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.imports.AccountDraft;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.PatientNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Administrative writes to accounts' rows. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountRegister {
  /** The key of the advisory lock; an arbitrary number not used elsewhere. */
  private static final long ADVISORY_LOCK = 7_316_544_021L;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * Serialises imports and the disabling of accounts by an advisory lock, until the transaction
   * ends.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void takeTurn() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", ADVISORY_LOCK)
        .query()
        .singleRow();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void make(AccountId id, AccountDraft accountDraft, @Nullable String hash) {
    Instant at = clock.instant();
    jdbc.sql(
            """
            insert into account (id, username, username_key, name, role, language, email, email_verified_at,
              phone, phone_verified_at, method, password_hash, password_changed_at, password_change_required, created_at,
              role_since)
            values (:id, :username, :key, :name, :role, :language, :email, :emailAt,
              :phone, :phoneAt, :method, :hash, :hashAt, :given, :now, :roleSince)
            """)
        .param("id", id.value())
        .param("username", accountDraft.username())
        .param("key", Usernames.key(accountDraft.username()))
        .param("name", accountDraft.name())
        .param("role", word(accountDraft.role()))
        .param("language", accountDraft.language())
        .param("email", accountDraft.email())
        .param("emailAt", accountDraft.email() == null ? null : at)
        .param("phone", accountDraft.phone())
        .param("phoneAt", accountDraft.phone() == null ? null : at)
        .param("method", accountDraft.method())
        .param("hash", hash)
        .param("hashAt", hash == null ? null : at)
        .param("given", hash != null && accountDraft.newPasswordIsGiven())
        .param("now", at)
        .param("roleSince", isStaff(accountDraft.role()) ? at : null)
        .update();
  }

  /** Sets whether people other than the owner know the password. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void passwordIsGiven(HeldAccount held, boolean given) {
    jdbc.sql("update account set password_change_required = :given where id = :id")
        .param("given", given)
        .param("id", held.id().value())
        .update();
  }

  private static final String DESCRIBE =
      """
      update account set username = :username, name = coalesce(:name, name),
        role = coalesce(:role, role), language = coalesce(:language, language),
        role_since = case when coalesce(:role, role) = role then role_since else :now end
      where id = :id and (username, name, role, language) is distinct from
        (:username, coalesce(:name, name), coalesce(:role, role), coalesce(:language, language))
      """;

  /**
   * Updates the columns other than contacts, factors and password if they differ. Another role
   * counts from now on.
   *
   * @return whether they differed
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean describe(HeldAccount held, AccountDraft accountDraft) {
    int changed =
        jdbc.sql(DESCRIBE)
            .param("username", accountDraft.username())
            .param("name", accountDraft.name())
            .param("role", accountDraft.role() == null ? null : word(accountDraft.role()))
            .param("language", accountDraft.language())
            .param("now", clock.instant())
            .param("id", held.id().value())
            .update();
    return changed == 1;
  }

  /**
   * Sets the language of pages and messages.
   *
   * @param tag BCP 47 tag
   * @return whether it was another
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean speaks(HeldAccount held, String tag) {
    return jdbc.sql(
                "update account set language = :tag where id = :id and language is distinct from :tag")
            .param("tag", tag)
            .param("id", held.id().value())
            .update()
        == 1;
  }

  /** The accounts of those of these physician numbers that have one. */
  public Map<PhysicianNumber, AccountId> numberOwners(Collection<PhysicianNumber> numbers) {
    JdbcClient.StatementSpec owners =
        owners(
            "physician_number",
            numbers.stream().map(PhysicianNumber::issuer),
            numbers.stream().map(PhysicianNumber::number));
    return byNumber(owners, PhysicianNumber::new);
  }

  private JdbcClient.StatementSpec owners(
      String table, Stream<String> issuers, Stream<String> numbers) {
    return jdbc.sql(
            "select n.issuer, n.number, n.account_id from unnest(:issuers, :numbers) as w (issuer, number) join "
                + table
                + " n on n.issuer = w.issuer and n.number = w.number")
        .param("issuers", issuers.toArray(String[]::new))
        .param("numbers", numbers.toArray(String[]::new));
  }

  private static <N> Map<N, AccountId> byNumber(
      JdbcClient.StatementSpec owners, BiFunction<String, String, N> number) {
    Map<N, AccountId> byNumber = new HashMap<>();
    owners.query(
        row -> {
          byNumber.put(
              number.apply(row.getString("issuer"), row.getString("number")),
              new AccountId(row.getObject("account_id", UUID.class)));
        });
    return byNumber;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void dropNumbers(AccountId id) {
    jdbc.sql("delete from physician_number where account_id = :id")
        .param("id", id.value())
        .update();
  }

  private static final String ADD_NUMBER =
      """
      insert into physician_number (account_id, issuer, number)
      select :id, :issuer, :number where not exists (select from physician_number
        where account_id = :id and issuer = :issuer and number = :number)
      """;

  /** Adds numbers; one that the account has already stays. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void addNumbers(AccountId id, List<PhysicianNumber> numbers) {
    for (PhysicianNumber number : numbers) {
      jdbc.sql(ADD_NUMBER)
          .param("id", id.value())
          .param("issuer", number.issuer())
          .param("number", number.number())
          .update();
    }
  }

  /** The accounts of those of these patients' numbers that have one. */
  public Map<PatientNumber, AccountId> patientNumberOwners(Collection<PatientNumber> numbers) {
    JdbcClient.StatementSpec owners =
        owners(
            "patient_number",
            numbers.stream().map(PatientNumber::issuer),
            numbers.stream().map(PatientNumber::number));
    return byNumber(owners, PatientNumber::new);
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public void dropPatientNumbers(AccountId id) {
    jdbc.sql("delete from patient_number where account_id = :id").param("id", id.value()).update();
  }

  private static final String ADD_PATIENT_NUMBER =
      """
      insert into patient_number (account_id, issuer, number)
      select :id, :issuer, :number where not exists (select from patient_number
        where account_id = :id and issuer = :issuer and number = :number)
      """;

  /** Adds numbers; one that the account has already stays. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void addPatientNumbers(AccountId id, List<PatientNumber> numbers) {
    for (PatientNumber number : numbers) {
      jdbc.sql(ADD_PATIENT_NUMBER)
          .param("id", id.value())
          .param("issuer", number.issuer())
          .param("number", number.number())
          .update();
    }
  }

  private static boolean isStaff(@Nullable Role role) {
    return role != null && role.rights().helps();
  }

  private static String word(@Nullable Role role) {
    return role == null ? "" : role.name().toLowerCase(Locale.ROOT);
  }
}
