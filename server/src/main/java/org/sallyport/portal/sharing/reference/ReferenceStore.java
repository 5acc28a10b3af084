package org.sallyport.portal.sharing.reference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.sharing.SharableStudies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reference numbers in the database, as keyed hashes, and the shares made by them. */
@Repository
@RequiredArgsConstructor
class ReferenceStore {
  static final int MAX_TRIES = 5;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final RandomValues random;
  private final Clock clock;

  /**
   * A number to be stored.
   *
   * @param issuer null for the command line, as is the sign-in
   */
  record New(
      UUID id,
      ReferenceNumber number,
      LocalDate born,
      StudyUid study,
      @Nullable AccountId issuer,
      String issuedBy,
      @Nullable SignInId signIn,
      @Nullable ShareId parent,
      boolean withReport,
      Instant until) {}

  /**
   * A number that was found, after this try was counted.
   *
   * @param bornHash in hexadecimal digits
   */
  record Tried(UUID id, StudyUid study, @Nullable AccountId issuer, String bornHash, int tries) {}

  /**
   * Stores a number; false if the form was submitted before, or its parent does not reach so far.
   */
  boolean add(New it) {
    return jdbc.sql(
                """
                insert into reference_number (id, number_hash, born_hash, study_uid, issuer_id, issued_by,
                  sign_in_id, parent_id, depth, with_report, issued_at, expires_at)
                select :id, :number, :born, :study, cast(:issuer as uuid), :by,
                    cast(:signIn as uuid), p.share_id,
                    coalesce(p.depth + 1, 0), :report, :now, :until
                  from (select cast(:parent as uuid) as wanted) w
                  left join (select s.share_id, s.depth, h.expires_at, h.with_report
                    from share_study s join share h on h.id = s.share_id
                   where s.study_uid = :study and h.may_share_on and s.depth < :deepest
                     and share_lives(s.share_id, s.study_uid, :now)) p on p.share_id = w.wanted
                 where w.wanted is null or (p.share_id is not null
                   and (p.expires_at is null or :until <= p.expires_at)
                   and (p.with_report or not :report))
                on conflict do nothing
                """)
            .param("id", it.id())
            .param("number", hash.of(KeyPurpose.REFERENCE, "number", it.number().value()))
            .param("born", hash.of(KeyPurpose.REFERENCE, born(it.id(), it.born())))
            .param("study", it.study().value())
            .param("issuer", it.issuer() == null ? null : it.issuer().toString())
            .param("by", it.issuedBy())
            .param("signIn", it.signIn() == null ? null : it.signIn().toString())
            .param("parent", it.parent() == null ? null : it.parent().toString())
            .param("report", it.withReport())
            .param("deepest", SharableStudies.MAX_DEPTH)
            .param("now", clock.instant())
            .param("until", it.until())
            .update()
        == 1;
  }

  private static final String COUNT_TRY =
      """
      update reference_number set wrong_tries = wrong_tries + 1
       where number_hash = any(:hashes) and locked_at is null and withdrawn_at is null
         and expires_at > :now and wrong_tries < :most
      returning id, study_uid, issuer_id, encode(born_hash, 'hex') as born_hash,
        wrong_tries
      """;

  /**
   * Counts a try before anything is compared; of any number of parallel tries five are compared.
   *
   * @return empty if there is no valid number like this
   */
  Optional<Tried> count(ReferenceNumber number) {
    return jdbc.sql(COUNT_TRY)
        .param("hashes", hash.all(KeyPurpose.REFERENCE, "number", number.value()))
        .param("now", clock.instant())
        .param("most", MAX_TRIES)
        .query((row, index) -> tried(row))
        .optional();
  }

  /** Whether the form issued a number of that account before. */
  boolean isIssued(UUID id, AccountId issuer) {
    return jdbc.sql(
            "select exists (select from reference_number where id = :id and issuer_id = :issuer)")
        .param("id", id)
        .param("issuer", issuer.value())
        .query(Boolean.class)
        .single();
  }

  boolean isBorn(Tried tried, LocalDate typed) {
    return hash.matches(
        HexFormat.of().parseHex(tried.bornHash()), KeyPurpose.REFERENCE, born(tried.id(), typed));
  }

  /** Takes back the count of a try with the right birth date. */
  void uncount(Tried tried) {
    jdbc.sql("update reference_number set wrong_tries = wrong_tries - 1 where id = :id")
        .param("id", tried.id())
        .update();
  }

  void resetTries(Tried tried) {
    jdbc.sql("update reference_number set wrong_tries = 0 where id = :id")
        .param("id", tried.id())
        .update();
  }

  void lock(Tried tried) {
    jdbc.sql("update reference_number set locked_at = :now where id = :id")
        .param("now", clock.instant())
        .param("id", tried.id())
        .update();
  }

  /**
   * Adds the study to the account's list; whether it is on it now. If it is not, because the issuer
   * lost the study or the account's access was withdrawn, nothing is added.
   */
  boolean share(Tried tried, Visitor visitor) {
    UUID share = random.id();
    addShare(share, tried, visitor);
    boolean active = isActive(tried, visitor);
    if (!active) {
      jdbc.sql("delete from share where id = :share").param("share", share).update();
    }
    return active;
  }

  private static final String ADD_SHARE =
      """
      with made as (
        insert into share (id, kind, sharer_id, shared_by, sign_in_id, account_id, with_report,
            reference_id, shared_at, valid_from, expires_at)
        select :share, 'reference', r.issuer_id, r.issued_by, null, :account, r.with_report,
            r.id, :now, :now, r.expires_at
          from reference_number r where r.id = :id
        on conflict (reference_id, account_id) do nothing
        returning id)
      insert into share_study (share_id, study_uid, parent_id, depth)
      select made.id, r.study_uid, r.parent_id, r.depth from made, reference_number r
       where r.id = :id
      """;

  /** Adds the share, unless the account added the study by this number before. */
  private void addShare(UUID share, Tried tried, Visitor visitor) {
    jdbc.sql(ADD_SHARE)
        .param("share", share)
        .param("account", visitor.account().value())
        .param("id", tried.id())
        .param("now", clock.instant())
        .update();
  }

  private static final String LIVES =
      """
      select share_lives(h.id, :study, :now) from share h
       where h.reference_id = :id and h.account_id = :account
      """;

  private boolean isActive(Tried tried, Visitor visitor) {
    return jdbc.sql(LIVES)
        .param("study", tried.study().value())
        .param("now", clock.instant())
        .param("id", tried.id())
        .param("account", visitor.account().value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** The numbers for a study that the installation issued and that are not withdrawn. */
  List<UUID> ofInstallation(StudyUid study) {
    return jdbc.sql(
            """
            select id from reference_number
             where study_uid = :study and issuer_id is null and withdrawn_at is null
             order by id for no key update
            """)
        .param("study", study.value())
        .query((row, index) -> row.getObject("id", UUID.class))
        .list();
  }

  private static final String WITHDRAW =
      """
      update reference_number set withdrawn_at = :now
       where id = :id and issuer_id is not distinct from cast(:issuer as uuid)
         and withdrawn_at is null
      returning study_uid
      """;

  /**
   * Withdraws a number and what was added by it.
   *
   * @param issuer null for a number of the installation
   * @return its study; empty if it is not the issuer's, or was withdrawn before
   */
  Optional<StudyUid> withdraw(UUID id, @Nullable AccountId issuer) {
    Optional<StudyUid> withdrawn =
        jdbc.sql(WITHDRAW)
            .param("now", clock.instant())
            .param("id", id)
            .param("issuer", issuer == null ? null : issuer.toString())
            .query((row, index) -> new StudyUid(row.getString("study_uid")))
            .optional();
    withdrawn.ifPresent(study -> withdrawShares(id));
    return withdrawn;
  }

  private void withdrawShares(UUID id) {
    jdbc.sql(
            """
            update share_study s set withdrawn_at = :now
              from share h
             where h.id = s.share_id and h.reference_id = :id and s.withdrawn_at is null
            """)
        .param("now", clock.instant())
        .param("id", id)
        .update();
  }

  private static Tried tried(ResultSet row) throws SQLException {
    UUID issuer = row.getObject("issuer_id", UUID.class);
    return new Tried(
        row.getObject("id", UUID.class),
        new StudyUid(row.getString("study_uid")),
        issuer == null ? null : new AccountId(issuer),
        row.getString("born_hash"),
        row.getInt("wrong_tries"));
  }

  private static String[] born(UUID id, LocalDate date) {
    return new String[] {"born", id.toString(), date.toString()};
  }
}
