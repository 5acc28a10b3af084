package org.sallyport.portal.sharing;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Undoes what a session did to shares that it had not made itself: ends that it moved are what they
 * were before, links that it had sent again are void, and what it unlocked is locked (rule 36).
 */
@Component
@RequiredArgsConstructor
class UndoneShareChanges {
  private static final String SHORTEN =
      """
      update share set expires_at = extended_from, extended_in = null, extended_from = null
       where extended_in = :session returning id
      """;

  /** Nobody has the token of such a hash. */
  private static final String VOID_LINKS =
      """
      update share_link
         set token_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8')), mailed_in = null, message_id = null
       where mailed_in = :session returning share_id
      """;

  private static final String LOCK =
      """
      update share_link set locked_at = coalesce(locked_at, :now), unlocked_in = null
       where unlocked_in = :session returning share_id
      """;

  private static final String END_SESSIONS =
      """
      update share_session set ended_at = :now, token_hash = null
       where share_id = any(:shares) and ended_at is null
      """;

  private final JdbcClient jdbc;
  private final ShareMails mails;
  private final DomainEvents events;
  private final Clock clock;

  @Transactional(propagation = Propagation.MANDATORY)
  void undo(AccountId sharer, SignInId session, String reason, Origin origin) {
    undo(SHORTEN, "extended", sharer, session, reason, origin);
    mailedIn(session).forEach(mails::withdraw);
    endSessions(undo(VOID_LINKS, "link mailed", sharer, session, reason, origin));
    endSessions(undo(LOCK, "unlocked", sharer, session, reason, origin));
  }

  private List<ShareId> mailedIn(SignInId session) {
    return jdbc.sql("select share_id from share_link where mailed_in = :session for no key update")
        .param("session", session.value())
        .query((row, number) -> new ShareId(row.getObject("share_id", UUID.class)))
        .list();
  }

  private List<UUID> undo(
      String sql, String what, AccountId sharer, SignInId session, String reason, Origin origin) {
    JdbcClient.StatementSpec statement = jdbc.sql(sql).param("session", session.value());
    if (sql.equals(LOCK)) {
      statement.param("now", clock.instant());
    }
    List<UUID> shares = statement.query((row, number) -> row.getObject(1, UUID.class)).list();
    shares.forEach(
        share ->
            events.publish(
                new ShareEvent.Undone(sharer, new ShareId(share), what, reason), origin));
    return shares;
  }

  private void endSessions(List<UUID> shares) {
    if (!shares.isEmpty()) {
      jdbc.sql(END_SESSIONS)
          .param("now", clock.instant())
          .param("shares", shares.toArray(UUID[]::new))
          .update();
    }
  }
}
