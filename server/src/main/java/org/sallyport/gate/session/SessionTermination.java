package org.sallyport.gate.session;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends sign-ins. The token hash of an ended row is deleted, so the next request with its cookie is
 * unauthenticated.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SessionTermination {
  private final JdbcClient jdbc;
  private final Sessions sessions;
  private final SessionProperties limits;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * Ends one sign-in of an account. False if it had ended before, or is not the account's.
   *
   * @param reason in a word or two, for the login history
   */
  @Transactional
  public boolean end(AccountId account, SignInId id, String reason, Origin origin) {
    int rows =
        jdbc.sql(
                """
                update sign_in set state = 'ended', token_hash = null, ended_at = :now, end_reason = :reason
                 where id = :id and account_id = :account and state <> 'ended'
                """)
            .param("now", clock.instant())
            .param("reason", reason)
            .param("id", id.value())
            .param("account", account.value())
            .update();
    if (rows == 1) {
      events.publish(new SignInEvent.Ended(account, id, reason), origin);
    }
    return rows == 1;
  }

  /**
   * Ends all sign-ins of an account but one, sessions and open attempts alike.
   *
   * @param kept the sign-in to keep; null to end them all
   * @return how many were ended
   */
  @Transactional
  public int endAll(AccountId account, @Nullable SignInId kept, String reason, Origin origin) {
    int ended = 0;
    for (SignInId id : open(account, kept)) {
      ended += end(account, id, reason, origin) ? 1 : 0;
    }
    return ended;
  }

  /** Ends the sessions beyond those that an account may have at once, last used ones kept. */
  @Transactional
  public void endBeyondLimit(AccountId account, Origin origin) {
    for (LiveSession session : sessions.of(account).stream().skip(limits.parallel()).toList()) {
      end(account, session.id(), "too many sessions", origin);
    }
  }

  private List<SignInId> open(AccountId account, @Nullable SignInId kept) {
    return jdbc.sql(
            "select id from sign_in where account_id = :account and state <> 'ended' and id is distinct from :kept")
        .param("account", account.value())
        .param("kept", kept == null ? null : kept.value())
        .query((row, number) -> new SignInId(row.getObject(1, UUID.class)))
        .list();
  }
}
