package org.sallyport.gate.session.history;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the previous sign-in, which the landing page shows (rule 35). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PreviousSignIns {
  private final JdbcClient jdbc;
  private final AuditTrail trail;
  private final Clock clock;

  private static final String PREVIOUS =
      """
      select s.completed_at, s.browser, s.address, present.factor_method, present.completed_at as present_at
        from sign_in s join sign_in present on present.id = :current
       where s.account_id = :account and s.id <> :current and s.completed_at <= present.completed_at
       order by s.completed_at desc limit 1
      """;

  /** The last completed sign-in of the account before the given one; empty at the first. */
  public Optional<PreviousSignIn> before(AccountId account, SignInId current) {
    return jdbc.sql(PREVIOUS)
        .param("account", account.value())
        .param("current", current.value())
        .query((row, number) -> previous(row, account))
        .optional();
  }

  private PreviousSignIn previous(ResultSet row, AccountId account) throws SQLException {
    Instant at = instant(row, "completed_at");
    return new PreviousSignIn(
        at,
        row.getString("browser"),
        row.getString("address"),
        row.getString("factor_method"),
        instant(row, "present_at"),
        trail.count(account, SignInEvent.PasswordRefused.class, at) + stopped(account, at));
  }

  private static final List<Class<? extends DomainEvent>> CHANGES =
      List.of(
          AccountEvent.MethodChanged.class,
          AccountEvent.PhoneChanged.class,
          AccountEvent.DeviceLinked.class,
          AccountEvent.DeviceUnlinked.class);

  /** Whether a method, number or device was changed since a time. */
  public boolean isChangedSince(AccountId account, Instant since) {
    return trail.latest(account, CHANGES, 1).stream().anyMatch(it -> it.at().isAfter(since));
  }

  private static final String STOPPED =
      """
      select count(*) from sign_in
       where account_id = :account and password_at > :after and completed_at is null
         and (wrong_codes > 0 or (ended_at is null and attempt_expires_at <= :now))
      """;

  /** Counts the attempts that failed at the second factor: with a wrong code, or by a timeout. */
  private int stopped(AccountId account, Instant after) {
    return jdbc.sql(STOPPED)
        .param("account", account.value())
        .param("after", after)
        .param("now", clock.instant())
        .query(Integer.class)
        .single();
  }
}
