package org.sallyport.signin;

import java.util.List;
import java.util.Set;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AuditEvent;
import org.sallyport.audit.AuditTrail;
import org.sallyport.audit.LockEvent;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The changes of an account, for its login history (rules 28, 36). */
@Component
public class PastChanges {
  /** What is shown; {@code HistoryTest} knows why each other event is not. */
  public static final Set<Class<? extends AuditEvent>> SHOWN =
      Set.of(
          AccountEvent.Disabled.class,
          AccountEvent.Enabled.class,
          AccountEvent.PasswordChanged.class,
          AccountEvent.MethodChanged.class,
          AccountEvent.PhoneChanged.class,
          AccountEvent.EmailChanged.class,
          AccountEvent.DeviceLinked.class,
          AccountEvent.DeviceUnlinked.class,
          AccountEvent.RecoveryCodesMade.class,
          AccountEvent.RecoveryCodeUsed.class,
          AccountEvent.ActivationCodeMade.class,
          AccountEvent.ActivationCodeUsed.class,
          AccountEvent.WaysChanged.class,
          AccountEvent.ChangeDelayed.class,
          AccountEvent.ChangeStopped.class,
          AccountEvent.ChangeRefused.class,
          AccountEvent.ResetAsked.class,
          AccountEvent.ResetDone.class,
          AccountEvent.ResetCancelled.class,
          LockEvent.Unlocked.class);

  private static final int MOST = 100;

  private final AuditTrail trail;
  private final JdbcClient jdbc;

  PastChanges(AuditTrail trail, JdbcClient jdbc) {
    this.trail = trail;
    this.jdbc = jdbc;
  }

  /** The last 100 changes of an account, the newest first. */
  public List<PastChange> of(AccountId account) {
    Set<SignInId> reported =
        jdbc.sql("select id from sign_in where account_id = :account and reported_at is not null")
            .param("account", account.value())
            .query((row, number) -> new SignInId(row.getObject(1, java.util.UUID.class)))
            .set();
    return trail.latest(account, SHOWN, MOST).stream()
        .map(
            kept ->
                new PastChange(
                    kept.event(),
                    kept.at(),
                    kept.address(),
                    kept.browser(),
                    reported.contains(kept.event().signIn())))
        .toList();
  }
}
