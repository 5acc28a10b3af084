package org.sallyport.portal.sharing.guest;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.ShareSessionId;
import org.sallyport.portal.sharing.SharingProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions of shares, which last as long as those of accounts and end with the share. They are rows
 * of a table of their own, so that none can be taken for an account's.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ShareSessions {
  private static final Duration LAST_SEEN_INTERVAL = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final SessionProperties times;
  private final SharingProperties properties;
  private final Clock clock;

  private static final String FIND =
      """
      select c.id, h.id as share_id, h.email, h.shared_by, h.expires_at, h.with_report, c.address, c.browser
        from share_session c join share h on h.id = c.share_id
       where c.token_hash = any(:hashes) and c.ended_at is null
         and c.opened_at > :max and c.last_seen_at > :idle and :addresses
         and exists (select from share_study s
           where s.share_id = h.id and share_lives(h.id, s.study_uid, :now))
      """;

  /**
   * The session of a cookie; empty if it is unknown, ended or timed out, if the share has ended or
   * sharing with addresses is turned off, or if the cookie comes from another browser.
   *
   * @param used whether the request counts as use, which restarts the idle timeout
   */
  public Optional<Guest> find(String token, Origin origin, boolean used) {
    Optional<Guest> guest =
        statement(FIND)
            .param("hashes", hash.all(KeyPurpose.SHARE_SESSION, token))
            .query((row, number) -> new Found(guest(row), Visit.of(row)))
            .optional()
            .filter(it -> it.visit.isFrom(origin))
            .map(Found::guest);
    if (used) {
      guest.ifPresent(this::seen);
    }
    return guest;
  }

  private record Found(Guest guest, Visit visit) {}

  private static final String SEES =
      """
      select share_lives(c.share_id, :study, :now) from share_session c
       where c.id = :session and c.share_id = :share and c.ended_at is null
         and c.opened_at > :max and c.last_seen_at > :idle and :addresses
      """;

  /** Whether the session lasts and the study belongs to its share, at this moment. */
  boolean sees(Guest guest, String studyUid) {
    return statement(SEES)
        .param("study", studyUid)
        .param("session", guest.session().value())
        .param("share", guest.share().value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** A statement about sessions that last, with the parameters by which it tells them. */
  private JdbcClient.StatementSpec statement(String sql) {
    Instant now = clock.instant();
    return jdbc.sql(sql)
        .param("addresses", properties.addresses())
        .param("max", now.minus(times.max()))
        .param("idle", now.minus(times.idle()))
        .param("now", now);
  }

  /** Ends a session. */
  @Transactional
  public void end(Guest guest) {
    jdbc.sql(
            """
            update share_session set ended_at = :now, token_hash = null
             where id = :session and ended_at is null
            """)
        .param("now", clock.instant())
        .param("session", guest.session().value())
        .update();
  }

  private static Guest guest(ResultSet row) throws SQLException {
    return new Guest(
        new ShareSessionId(row.getObject("id", UUID.class)),
        new ShareId(row.getObject("share_id", UUID.class)),
        Emails.mask(row.getString("email")),
        row.getString("shared_by"),
        instant(row, "expires_at"),
        row.getBoolean("with_report"));
  }

  private static final String NOTE_USE =
      """
      update share_session set last_seen_at = :now where id = (
        select id from share_session where id = :id and last_seen_at <= :before
           for update skip locked)
      """;

  private void seen(Guest guest) {
    Instant now = clock.instant();
    jdbc.sql(NOTE_USE)
        .param("now", now)
        .param("id", guest.session().value())
        .param("before", now.minus(LAST_SEEN_INTERVAL))
        .update();
  }
}
