package org.sallyport.portal.sharing.reference;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reference numbers that an account issued, and who used them. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class GivenReferences {
  private static final Duration SHOWN_AFTER_END = Duration.ofDays(30);
  private static final int MAX_SHOWN = 1000;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * A number; the number itself is not stored.
   *
   * @param users the names of the accounts that added the study by it
   */
  public record Given(
      UUID id,
      StudyUid study,
      Instant issuedAt,
      Instant expiresAt,
      boolean locked,
      boolean withdrawn,
      List<String> users) {}

  private static final String ISSUED =
      """
      select r.id, r.study_uid, r.issued_at, r.expires_at, r.locked_at, r.withdrawn_at,
        array(select a.name from share h join account a on a.id = h.account_id
               where h.reference_id = r.id order by h.shared_at limit 20) as users
        from reference_number r
       where r.issuer_id = :issuer and r.expires_at > :before
         and (r.withdrawn_at is null or r.withdrawn_at > :before)
       order by (r.withdrawn_at is null and r.expires_at > :now) desc, r.issued_at desc, r.id
       limit :most
      """;

  /** Those that are valid before those that ended a short while ago, the newest first. */
  public List<Given> of(AccountId issuer) {
    Instant now = clock.instant();
    return jdbc.sql(ISSUED)
        .param("issuer", issuer.value())
        .param("before", now.minus(SHOWN_AFTER_END))
        .param("now", now)
        .param("most", MAX_SHOWN)
        .query((row, number) -> given(row))
        .list();
  }

  private static Given given(ResultSet row) throws SQLException {
    Array users = row.getArray("users");
    return new Given(
        row.getObject("id", UUID.class),
        new StudyUid(row.getString("study_uid")),
        instant(row, "issued_at"),
        instant(row, "expires_at"),
        instantOrNull(row, "locked_at") != null,
        instantOrNull(row, "withdrawn_at") != null,
        List.of((String[]) users.getArray()));
  }
}
