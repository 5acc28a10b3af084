package org.sallyport.portal.sharing.guest;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.portal.sharing.SharingProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shares found by the token of their link or by their id. A share that is withdrawn, expired or not
 * valid yet is not found, like one that never existed; none is where sharing with addresses is
 * turned off. Only a client that has the token is shown the difference ({@link UnusableLink}).
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LinkedShares {
  private static final String LIVE =
      """
      select h.id, h.sharer_id, h.shared_by, h.email, h.expires_at, l.phone, l.locked_at,
        l.max_opens is not null and l.opens >= l.max_opens as used_up
      from share_link l join share h on h.id = l.share_id
      where exists (select from share_study s
        where s.share_id = h.id and share_lives(h.id, s.study_uid, :now)) and :addresses and
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final SharingProperties properties;
  private final Clock clock;

  /** The share of a link; the same work is done for every text. */
  public Optional<LinkedShare> byToken(String token) {
    return jdbc.sql(LIVE + "l.token_hash = any(:hashes)")
        .param("hashes", hash.all(KeyPurpose.SHARE_LINK, token))
        .param("addresses", properties.addresses())
        .param("now", clock.instant())
        .query((row, number) -> share(row))
        .optional();
  }

  private static final String ANY =
      """
      select h.shared_by, h.valid_from, h.expires_at,
        l.max_opens is not null and l.opens >= l.max_opens as used_up,
        exists (select from share_study s where s.share_id = h.id and s.withdrawn_at is null) as stands
      from share_link l join share h on h.id = l.share_id
      where :addresses and l.token_hash = any(:hashes)
      """;

  /** Why the link of a token does not work, for one that does not. */
  UnusableLink unusable(String token) {
    return jdbc.sql(ANY)
        .param("hashes", hash.all(KeyPurpose.SHARE_LINK, token))
        .param("addresses", properties.addresses())
        .query((row, number) -> unusable(row))
        .optional()
        .orElseGet(UnusableLink.Unknown::new);
  }

  private UnusableLink unusable(ResultSet row) throws SQLException {
    Instant now = clock.instant();
    String by = row.getString("shared_by");
    if (!row.getBoolean("stands")) {
      return new UnusableLink.Withdrawn(by);
    }
    Instant from = instant(row, "valid_from");
    if (from.isAfter(now)) {
      return new UnusableLink.TooEarly(by, from);
    }
    @Nullable Instant expires = instantOrNull(row, "expires_at");
    if (expires != null && !expires.isAfter(now)) {
      return new UnusableLink.Expired(by, expires);
    }
    return row.getBoolean("used_up") ? new UnusableLink.UsedUp(by) : new UnusableLink.Withdrawn(by);
  }

  public Optional<LinkedShare> byId(ShareId share) {
    return jdbc.sql(LIVE + "l.share_id = :share")
        .param("share", share.value())
        .param("addresses", properties.addresses())
        .param("now", clock.instant())
        .query((row, number) -> share(row))
        .optional();
  }

  /**
   * Locks the link's row until the transaction ends. Every operation on its codes, tries and
   * sessions starts here.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(ShareId share) {
    jdbc.sql("set local lock_timeout = '1s'").update();
    jdbc.sql("select share_id from share_link where share_id = :share for no key update")
        .param("share", share.value())
        .query()
        .listOfRows();
  }

  private static LinkedShare share(ResultSet row) throws SQLException {
    @Nullable UUID sharer = row.getObject("sharer_id", UUID.class);
    return new LinkedShare(
        new ShareId(row.getObject("id", UUID.class)),
        sharer == null ? null : new AccountId(sharer),
        row.getString("shared_by"),
        row.getString("email"),
        row.getString("phone"),
        instant(row, "expires_at"),
        instantOrNull(row, "locked_at") != null,
        row.getBoolean("used_up"));
  }
}
