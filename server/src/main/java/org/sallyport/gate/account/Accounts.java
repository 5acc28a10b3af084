package org.sallyport.gate.account;

import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.PatientNumber;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of accounts. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Accounts {
  private static final String COLUMNS =
      """
      id, username, name, role, language, email, phone, method, email_fallback_used_at, password_hash, password_changed_at,
      disabled_at, disabled_by, wrong_codes, next_code_at, locked_at, lock_reference, linked_methods, password_change_required, disabled_methods,
      email_codes_blocked_until, sms_codes_blocked_until, directory\
      """;

  private static final RowMapper<Account> ACCOUNT = (row, number) -> account(row);

  private final JdbcClient jdbc;

  public Optional<Account> find(AccountId id) {
    return jdbc.sql("select " + COLUMNS + " from account where id = :id")
        .param("id", id.value())
        .query(ACCOUNT)
        .optional();
  }

  public Optional<Account> findByUsername(String username) {
    return jdbc.sql("select " + COLUMNS + " from account where username_key = :key")
        .param("key", Usernames.key(username))
        .query(ACCOUNT)
        .optional();
  }

  /** All enabled admins. */
  public List<Account> admins() {
    return enabled("admin");
  }

  /** All enabled members of the help desk. */
  public List<Account> helpDesk() {
    return enabled("helpdesk");
  }

  private List<Account> enabled(String role) {
    return jdbc.sql(
            "select " + COLUMNS + " from account where role = :role and disabled_at is null")
        .param("role", role)
        .query(ACCOUNT)
        .list();
  }

  /** The account of that name, if it is an enabled admin. */
  public Optional<Account> admin(String username) {
    return findByUsername(username).filter(account -> account.isAdmin() && !account.isDisabled());
  }

  /** All accounts, ordered by username. */
  public List<Account> all() {
    return jdbc.sql("select " + COLUMNS + " from account order by username_key")
        .query(ACCOUNT)
        .list();
  }

  /**
   * Enabled accounts that belong to no directory, in the order of their usernames.
   *
   * @param after a username; empty for the first ones
   */
  public List<Account> withoutDirectory(String after, int most) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from account where directory is null and disabled_at is null and username_key > :after"
                + " order by username_key limit :most")
        .param("after", Usernames.key(after))
        .param("most", most)
        .query(ACCOUNT)
        .list();
  }

  /** The physician numbers that identify the account's owner in archives. */
  public List<PhysicianNumber> numbers(AccountId id) {
    return jdbc.sql(
            """
            select issuer, number from physician_number
            where account_id = :id order by issuer, number
            """)
        .param("id", id.value())
        .query(
            (row, number) -> new PhysicianNumber(row.getString("issuer"), row.getString("number")))
        .list();
  }

  /** The numbers that identify the account's owner as a patient in archives. */
  public List<PatientNumber> patientNumbers(AccountId id) {
    return jdbc.sql(
            """
            select issuer, number from patient_number
            where account_id = :id order by issuer, number
            """)
        .param("id", id.value())
        .query((row, number) -> new PatientNumber(row.getString("issuer"), row.getString("number")))
        .list();
  }

  /**
   * Locks the account's row until the transaction ends. Every operation on codes, counters, locks
   * or contacts starts here and decides by the returned state. Rows that refer to the account can
   * still be inserted. A transaction that holds the row already may lock it again, which reads it
   * anew.
   *
   * @throws org.springframework.dao.CannotAcquireLockException if another transaction holds the
   *     lock for more than a second (rule 13)
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public HeldAccount hold(AccountId id) {
    jdbc.sql("set local lock_timeout = '1s'").update();
    return jdbc.sql("select " + COLUMNS + " from account where id = :id for no key update")
        .param("id", id.value())
        .query((row, number) -> new HeldAccount(account(row)))
        .single();
  }

  /** Sets the second-factor method. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void setMethod(HeldAccount held, @Nullable String method) {
    jdbc.sql(
            """
            update account set method = :method,
                               wrong_in_a_row = case when :removed then 0 else wrong_in_a_row end
             where id = :id
            """)
        .param("method", method)
        .param("removed", method == null)
        .param("id", held.id().value())
        .update();
  }

  /**
   * Sets whether a device of that method is linked.
   *
   * @param method the factor's name for it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void setLinked(HeldAccount held, String method, boolean linked) {
    jdbc.sql(
            """
            update account
               set linked_methods = array_remove(linked_methods, :method) || case when :linked then array[:method] else '{}'::text[] end
             where id = :id
            """)
        .param("method", method)
        .param("linked", linked)
        .param("id", held.id().value())
        .update();
  }

  /** Sets the methods that are disabled as other ways to sign in. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void setDisabledMethods(HeldAccount held, Set<String> methods) {
    jdbc.sql("update account set disabled_methods = :methods where id = :id")
        .param("methods", methods.stream().sorted().toArray(String[]::new))
        .param("id", held.id().value())
        .update();
  }

  /** Records that the one-time e-mail fallback for SMS was used. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void setEmailFallbackUsed(HeldAccount held, Instant at) {
    jdbc.sql("update account set email_fallback_used_at = :at where id = :id")
        .param("at", at)
        .param("id", held.id().value())
        .update();
  }

  /** Sets a verified number. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void setPhone(HeldAccount held, String phone, Instant verifiedAt) {
    jdbc.sql("update account set phone = :phone, phone_verified_at = :at where id = :id")
        .param("phone", phone)
        .param("at", verifiedAt)
        .param("id", held.id().value())
        .update();
  }

  /** Removes the number. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void removePhone(HeldAccount held) {
    jdbc.sql("update account set phone = null, phone_verified_at = null where id = :id")
        .param("id", held.id().value())
        .update();
  }

  /** Sets a verified address. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void setEmail(HeldAccount held, String email, Instant verifiedAt) {
    jdbc.sql("update account set email = :email, email_verified_at = :at where id = :id")
        .param("email", email)
        .param("at", verifiedAt)
        .param("id", held.id().value())
        .update();
  }

  private static final String SET_PASSWORD =
      """
      update account set password_hash = :hash, password_changed_at = :at,
        password_change_required = false,
        role_since = case when password_hash is null and role_since is not null then :at
          else role_since end
      where id = :id
      """;

  /**
   * Sets the hash of a new password chosen by its owner. With the first one, the time of a role
   * that was given to the account begins again: until then nobody owned it.
   *
   * @param hash as returned by {@link Passwords#hash}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void setPassword(HeldAccount held, String hash, Instant changedAt) {
    jdbc.sql(SET_PASSWORD)
        .param("hash", hash)
        .param("at", changedAt)
        .param("id", held.id().value())
        .update();
  }

  /**
   * Replaces the hash by a new one of the same password, unless the password was changed in the
   * meantime (rule 37).
   */
  @Transactional
  public void renewPassword(AccountId id, String oldHash, String newHash) {
    jdbc.sql("update account set password_hash = :new where id = :id and password_hash = :old")
        .param("new", newHash)
        .param("old", oldHash)
        .param("id", id.value())
        .update();
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        new AccountId(row.getObject("id", java.util.UUID.class)),
        row.getString("username"),
        row.getString("name"),
        Role.of(row.getString("role")),
        row.getString("language"),
        row.getString("email"),
        row.getString("phone"),
        row.getString("method"),
        instantOrNull(row, "email_fallback_used_at"),
        row.getString("password_hash"),
        instantOrNull(row, "password_changed_at"),
        instantOrNull(row, "disabled_at"),
        row.getString("disabled_by"),
        row.getInt("wrong_codes"),
        instantOrNull(row, "next_code_at"),
        instantOrNull(row, "locked_at"),
        row.getString("lock_reference"),
        Set.of((String[]) row.getArray("linked_methods").getArray()),
        row.getBoolean("password_change_required"),
        Set.of((String[]) row.getArray("disabled_methods").getArray()),
        instantOrNull(row, "email_codes_blocked_until"),
        instantOrNull(row, "sms_codes_blocked_until"),
        row.getString("directory"));
  }
}
