package org.sallyport.staff.admin.manage;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.staff.admin.gate.StaffActs.Staff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signs everybody out, and forgets every remembered browser. Each account is a transaction of its
 * own, the one used last first, so that no sign-in waits for the whole; what an interruption leaves
 * is ended by the next press.
 */
@Component
@RequiredArgsConstructor
class EverySession {
  private static final String OPEN =
      """
      select account_id from (
        select account_id, last_seen_at as used_at from open_sign_in
         where state = 'password' and attempt_expires_at > :now
           or state = 'complete' and completed_at > :oldest and last_seen_at > :idle
        union all
        select account_id, last_used_at from remembered_browser
         where expires_at > :now
      ) as open where account_id <> :own group by account_id order by max(used_at) desc
      """;

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final SessionTermination sessions;
  private final SessionProperties times;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /**
   * Ends all sessions but that of who does it.
   *
   * @return the number of accounts that were signed out
   */
  int end(Staff staff, Visitor visitor, String reason, Origin origin) {
    List<AccountId> open = open(staff.id(), clock.instant());
    sessions.endAll(staff.id(), visitor.signIn(), "everybody was signed out", origin);
    open.forEach(account -> end(account, staff, reason, origin));
    return open.size();
  }

  private void end(AccountId account, Staff staff, String reason, Origin origin) {
    transaction.executeWithoutResult(
        status -> {
          accounts.hold(account);
          events.publish(new AccountEvent.SessionsEnded(account, staff.name(), reason), origin);
        });
  }

  private List<AccountId> open(AccountId own, Instant now) {
    return jdbc.sql(OPEN)
        .param("own", own.value())
        .param("now", now)
        .param("oldest", now.minus(times.max()))
        .param("idle", now.minus(times.idle()))
        .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
        .list();
  }
}
