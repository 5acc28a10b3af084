package org.sallyport.portal.sharing.guest;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.ShareSessionId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.ExpiringCaches;
import org.sallyport.portal.studies.GuestAccess;
import org.sallyport.portal.studies.RefusedRequests;
import org.sallyport.portal.studies.grants.AccessReason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The studies of a share session, and the records of who opened them. */
@Component
class SharedStudies implements GuestAccess {
  private static final Duration RECORD_INTERVAL = Duration.ofMinutes(30);
  private static final int MAX_CACHED = 10_000;

  /** As in the view study_grant. */
  private static final int RANK = 41;

  private final ShareSessions sessions;
  private final JdbcClient jdbc;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final RefusedRequests refusedRequests;
  private final Clock clock;
  private final Cache<Visit, Boolean> visits;

  SharedStudies(
      ShareSessions sessions,
      JdbcClient jdbc,
      DomainEvents events,
      TransactionTemplate transaction,
      RefusedRequests refusedRequests,
      Clock clock) {
    this.sessions = sessions;
    this.jdbc = jdbc;
    this.events = events;
    this.transaction = transaction;
    this.refusedRequests = refusedRequests;
    this.clock = clock;
    this.visits = ExpiringCaches.of(clock, RECORD_INTERVAL, MAX_CACHED);
  }

  private record Visit(ShareSessionId session, StudyUid study) {}

  /** The studies of the session's share that can be seen now. */
  List<StudyUid> of(Guest guest) {
    return jdbc
        .sql("select study_uid from share_study where share_id = :share order by study_uid")
        .param("share", guest.share().value())
        .query((row, number) -> new StudyUid(row.getString(1)))
        .list()
        .stream()
        .filter(study -> sessions.sees(guest, study.value()))
        .toList();
  }

  /** The sharer's message; empty if there is none. */
  String message(Guest guest) {
    return jdbc.sql("select message from share where id = :share")
        .param("share", guest.share().value())
        .query(String.class)
        .optional()
        .orElse("");
  }

  @Override
  public Optional<AccessReason> reason(Guest guest, StudyUid study) {
    return sessions.sees(guest, study.value()) ? Optional.of(reason(guest)) : Optional.empty();
  }

  private static AccessReason reason(Guest guest) {
    return new AccessReason(
        AccessReason.Kind.SHARE,
        RANK,
        guest.sharedBy(),
        null,
        null,
        guest.until(),
        guest.share().value(),
        guest.withReport(),
        false);
  }

  @Override
  public void opened(Guest guest, StudyUid study, Origin origin) {
    transaction.executeWithoutResult(
        status -> {
          markOpened(guest.share(), study);
          events.publish(
              new ShareEvent.Viewed(sharer(guest), guest.share(), guest.address(), study), origin);
        });
    visits.put(new Visit(guest.session(), study), true);
  }

  private void markOpened(ShareId share, StudyUid study) {
    jdbc.sql(
            """
            update share_study set opened_at = :now
             where share_id = :share and study_uid = :study and opened_at is null
            """)
        .param("now", clock.instant())
        .param("share", share.value())
        .param("study", study.value())
        .update();
  }

  @Override
  public void fetched(Guest guest, StudyUid study, Origin origin) {
    if (visits.getIfPresent(new Visit(guest.session(), study)) == null) {
      opened(guest, study, origin);
    }
  }

  @Override
  public void note(Guest guest, OfSharer event, Origin origin) {
    transaction.executeWithoutResult(status -> events.publish(event.event(sharer(guest)), origin));
  }

  @Override
  public void refused(Guest guest, StudyUid study, Origin origin) {
    @Nullable AccountId sharer = sharer(guest);
    refusedRequests.record(
        guest.share().toString(),
        new ShareEvent.ViewRefused(sharer, guest.share(), guest.address(), study),
        until -> new ShareEvent.RefusalsOmitted(sharer, guest.share(), guest.address(), until),
        origin);
  }

  private @Nullable AccountId sharer(Guest guest) {
    return jdbc.sql("select sharer_id from share where id = :share")
        .param("share", guest.share().value())
        .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
        .single()
        .map(AccountId::new)
        .orElse(null);
  }
}
