package org.sallyport.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.account.Role;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.ShareId;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.AccessReason;
import org.sallyport.studies.Studies;
import org.sallyport.studies.StudyAccess;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which studies an account may share: those that it sees by what the archive says, and those of a
 * share whose giver allowed it.
 */
@Component
public class SharableStudies {
  /** How many times a share can be shared onward. */
  static final int DEEPEST = 5;

  private final Studies studies;
  private final Accounts accounts;
  private final SharingProperties properties;
  private final JdbcClient jdbc;
  private final Clock clock;

  SharableStudies(
      Studies studies,
      Accounts accounts,
      SharingProperties properties,
      JdbcClient jdbc,
      Clock clock) {
    this.studies = studies;
    this.accounts = accounts;
    this.properties = properties;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The study, if the account may share it now; empty too if it may see it only.
   *
   * @throws org.sallyport.archive.ArchiveUnreachable if the archive does not answer
   */
  public Optional<Sharable> of(AccountId account, StudyUid study) {
    return mayShare(account)
        ? studies.see(account, study).flatMap(seen -> of(account, seen))
        : Optional.empty();
  }

  private boolean mayShare(AccountId account) {
    return accounts
        .find(account)
        .map(Account::role)
        .filter(role -> role != Role.PATIENT || properties.patients())
        .isPresent();
  }

  private Optional<Sharable> of(AccountId account, StudyAccess seen) {
    return switch (seen.why()) {
      case AccessReason.RequestedByYou _, AccessReason.ReferredByYou _ ->
          Optional.of(new Sharable(seen.study(), null, null, true));
      case AccessReason.SharedBy _ -> byShare(account, seen);
    };
  }

  /** The widest share that allows it: with the report, then the latest end. */
  private Optional<Sharable> byShare(AccountId account, StudyAccess seen) {
    return jdbc.sql(
            """
            select h.id, h.expires_at, h.with_report
              from share h join share_study s on s.share_id = h.id
             where s.study_uid = :study and h.may_share_on and s.depth < :deepest
               and (h.account_id = :account or h.group_id in (
                 select m.group_id from group_member m
                  where m.account_id = :account and m.left_at is null and m.confirmed_until > :now))
               and share_lives(h.id, s.study_uid, :now)
             order by h.with_report desc, h.expires_at desc nulls first, h.id limit 1
            """)
        .param("study", seen.study().uid().value())
        .param("deepest", DEEPEST)
        .param("account", account.value())
        .param("now", Timestamp.from(clock.instant()))
        .query((row, number) -> sharable(seen, row))
        .optional();
  }

  private static Sharable sharable(StudyAccess seen, ResultSet row) throws SQLException {
    Timestamp until = row.getTimestamp("expires_at");
    return new Sharable(
        seen.study(),
        new ShareId(row.getObject("id", UUID.class)),
        until == null ? null : until.toInstant(),
        row.getBoolean("with_report"));
  }
}
