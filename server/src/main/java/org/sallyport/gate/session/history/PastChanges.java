package org.sallyport.gate.session.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The changes of an account, for its login history (rules 28, 36). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PastChanges {
  /**
   * Events without effect that any session can cause. They have a limit of their own, so that they
   * do not displace the others.
   */
  private static final Set<Class<? extends DomainEvent>> REFUSED_CHANGES =
      Set.of(AccountEvent.ChangeRefused.class);

  private static final Set<Class<? extends DomainEvent>> COMPLETED_CHANGES =
      EventType.all().stream()
          .filter(EventType::inHistory)
          .map(EventType::event)
          .filter(event -> !REFUSED_CHANGES.contains(event))
          .collect(Collectors.toUnmodifiableSet());

  private static final int MAX_CHANGES = 100;
  private static final int MAX_REFUSED_CHANGES = 10;

  private final AuditTrail trail;
  private final JdbcClient jdbc;

  /** The last 100 changes of an account, and the last ten that were refused. */
  public List<PastChange> of(AccountId account) {
    Map<SignInId, Boolean> sessions = sessions(account);
    return Stream.concat(
            trail.latest(account, COMPLETED_CHANGES, MAX_CHANGES).stream(),
            trail.latest(account, REFUSED_CHANGES, MAX_REFUSED_CHANGES).stream())
        .map(change -> change(change, sessions))
        .toList();
  }

  private static PastChange change(AuditTrail.Kept kept, Map<SignInId, Boolean> sessions) {
    SignInId session = kept.event().signIn();
    Boolean reported = session == null ? null : sessions.get(session);
    return new PastChange(
        kept.event(),
        kept.at(),
        kept.address(),
        kept.browser(),
        reported != null,
        Boolean.TRUE.equals(reported));
  }

  /** The stored sign-ins, and whether each was reported. */
  private Map<SignInId, Boolean> sessions(AccountId account) {
    Map<SignInId, Boolean> sessions = new HashMap<>();
    jdbc.sql("select id, reported_at is not null from sign_in where account_id = :account")
        .param("account", account.value())
        .query(
            row -> {
              sessions.put(new SignInId(row.getObject(1, UUID.class)), row.getBoolean(2));
            });
    return sessions;
  }
}
