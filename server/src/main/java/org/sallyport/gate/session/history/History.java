package org.sallyport.gate.session.history;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The login history: the last attempts with a valid password (rule 36). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class History {
  private static final int MAX_ATTEMPTS = 100;

  /** The addresses that the account used, without those of sign-ins reported as somebody else's. */
  private static final String KNOWN =
      """
      with known as (select address, min(completed_at) as since from sign_in
                      where account_id = :account and completed_at is not null and reported_at is null
                      group by address)\
      """;

  private static final String LATEST =
      KNOWN
          + """
          , recent as (select * from sign_in where account_id = :account order by password_at desc, id desc
                           limit :most)
          select recent.*, coalesce(known.since >= recent.password_at, true) as new_address
            from recent left join known on known.address = recent.address
           order by recent.password_at desc, recent.id desc
          """;

  private static final String BY_ID =
      KNOWN
          + """
           select s.*, coalesce(known.since >= s.password_at, true) as new_address
             from sign_in s left join known on known.address = s.address
            where s.account_id = :account and s.id = :id
          """;

  private static final String REPORT =
      """
      update sign_in set reported_at = :now
       where id = :id and account_id = :account and reported_at is null
      returning trusted_browser_id
      """;

  private final JdbcClient jdbc;
  private final AuditTrail trail;
  private final HistoryReader reader;
  private final Clock clock;

  /** What a reported attempt created besides its session. */
  public record Reported(@Nullable TrustedBrowserId browser) {}

  /** The last 100 attempts of an account, newest first. */
  public List<PastSignIn> of(AccountId account) {
    Instant since = oldest(account);
    Set<SignInId> locked = locked(account, since);
    Set<SignInId> denied = denied(account, since);
    return jdbc.sql(LATEST)
        .param("account", account.value())
        .param("most", MAX_ATTEMPTS)
        .query((row, number) -> reader.read(row, locked, denied))
        .list();
  }

  /** An attempt of the account, of any age, if it is still stored. */
  public Optional<PastSignIn> find(AccountId account, SignInId id) {
    Set<SignInId> locked = locked(account, Instant.EPOCH);
    Set<SignInId> denied = denied(account, Instant.EPOCH);
    return jdbc.sql(BY_ID)
        .param("account", account.value())
        .param("id", id.value())
        .query((row, number) -> reader.read(row, locked, denied))
        .optional();
  }

  /**
   * Marks an attempt as not made by the owner. Empty if it was reported before, or is not the
   * account's.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Reported> report(HeldAccount held, SignInId id) {
    return jdbc.sql(REPORT)
        .param("now", clock.instant())
        .param("id", id.value())
        .param("account", held.id().value())
        .query((row, number) -> reported(row))
        .optional();
  }

  private static Reported reported(ResultSet row) throws SQLException {
    UUID browser = row.getObject("trusted_browser_id", UUID.class);
    return new Reported(browser == null ? null : new TrustedBrowserId(browser));
  }

  /** The time of the oldest attempt shown; audit events before it are not read. */
  private Instant oldest(AccountId account) {
    return jdbc.sql(
            """
            select password_at from sign_in where account_id = :account
             order by password_at desc, id desc offset :most limit 1
            """)
        .param("account", account.value())
        .param("most", MAX_ATTEMPTS - 1)
        .query((row, number) -> instant(row, 1))
        .optional()
        .orElse(Instant.EPOCH);
  }

  /** The sign-ins that locked the account, or were refused while it was locked. */
  private Set<SignInId> locked(AccountId account, Instant since) {
    return together(account, since, LockEvent.Locked.class, SignInEvent.RefusedWhileLocked.class);
  }

  /** The sign-ins that were denied on a phone. */
  private Set<SignInId> denied(AccountId account, Instant since) {
    return together(account, since, AppEvent.Denied.class, AppEvent.NotMe.class);
  }

  private Set<SignInId> together(
      AccountId account,
      Instant since,
      Class<? extends DomainEvent> one,
      Class<? extends DomainEvent> other) {
    Set<SignInId> together = new HashSet<>(trail.signIns(account, one, since));
    together.addAll(trail.signIns(account, other, since));
    return together;
  }
}
