package org.sallyport.session;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AuditEvent;
import org.sallyport.audit.AuditLog;
import org.sallyport.audit.Recorded;
import org.sallyport.audit.SignInEvent;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends sign-ins. The token hash of an ended row is deleted, so the next request with its cookie is
 * unauthenticated.
 */
@Component
public class SessionTermination {
  private final JdbcClient jdbc;
  private final AuditLog audit;
  private final Clock clock;

  SessionTermination(JdbcClient jdbc, AuditLog audit, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
  }

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
            .param("now", Timestamp.from(clock.instant()))
            .param("reason", reason)
            .param("id", id.value())
            .param("account", account.value())
            .update();
    if (rows == 1) {
      audit.record(new SignInEvent.Ended(account, id, reason), origin);
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
    List<SignInId> open =
        jdbc.sql(
                "select id from sign_in where account_id = :account and state <> 'ended' and id is distinct from :kept")
            .param("account", account.value())
            .param("kept", kept == null ? null : kept.value())
            .query((row, number) -> new SignInId(row.getObject(1, UUID.class)))
            .list();
    int ended = 0;
    for (SignInId id : open) {
      ended += end(account, id, reason, origin) ? 1 : 0;
    }
    return ended;
  }

  /**
   * Ends sign-ins as a consequence of other events: a new password, a disabled account, a reset
   * (rules 34, 38, 39), a new role, and a changed contact or method. The session in which the owner
   * made the change is kept; an import ends all.
   */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    AuditEvent event = recorded.event();
    switch (event) {
      case AccountEvent.PasswordChanged changed ->
          endAll(changed.account(), changed.signIn(), "password changed", recorded.origin());
      case AccountEvent.MethodChanged changed ->
          endAll(changed.account(), changed.signIn(), "method changed", recorded.origin());
      case AccountEvent.PhoneChanged changed ->
          endAll(changed.account(), changed.signIn(), "phone changed", recorded.origin());
      case AccountEvent.EmailChanged changed ->
          endAll(changed.account(), changed.signIn(), "e-mail changed", recorded.origin());
      case AccountEvent.RoleChanged changed ->
          endAll(changed.account(), null, "role changed", recorded.origin());
      case AccountEvent.WaysChanged changed ->
          endAll(changed.account(), changed.signIn(), "other ways changed", recorded.origin());
      case AccountEvent.Disabled disabled ->
          endAll(disabled.account(), null, "account disabled", recorded.origin());
      case AccountEvent.ResetDone reset ->
          endAll(reset.account(), null, "second factor reset", recorded.origin());
      default -> {}
    }
  }
}
