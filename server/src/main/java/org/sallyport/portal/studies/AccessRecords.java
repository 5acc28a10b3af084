package org.sallyport.portal.studies;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Records searches, accesses and refusals in the audit log. */
@Component
public class AccessRecords {
  private static final Duration VIEW_INTERVAL = Duration.ofMinutes(30);
  private static final Duration SEARCH_INTERVAL = Duration.ofMinutes(1);
  private static final int MAX_CACHED = 10_000;

  private final JdbcClient jdbc;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final RefusedRequests refusedRequests;
  private final Clock clock;
  private final Cache<Visit, Boolean> visits;
  private final Cache<SignInId, Boolean> searches;

  AccessRecords(
      JdbcClient jdbc,
      DomainEvents events,
      TransactionTemplate transaction,
      RefusedRequests refusedRequests,
      Clock clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.transaction = transaction;
    this.refusedRequests = refusedRequests;
    this.clock = clock;
    this.visits = ExpiringCaches.of(clock, VIEW_INTERVAL, MAX_CACHED);
    this.searches = ExpiringCaches.of(clock, SEARCH_INTERVAL, MAX_CACHED);
  }

  private record Visit(SignInId signIn, StudyUid study) {}

  /**
   * Records that studies were searched in the list.
   *
   * @param found number of studies in the response
   */
  public void searched(Visitor visitor, int found, Origin origin) {
    record(new StudyEvent.Searched(visitor.account(), visitor.signIn(), found), origin);
  }

  /**
   * Records that studies were searched by DICOMweb, once a minute for each session: a program that
   * searches again every few seconds would fill the audit log.
   *
   * @param found number of studies in the response
   */
  public void searchedByProgram(Visitor visitor, int found, Origin origin) {
    if (searches.getIfPresent(visitor.signIn()) == null) {
      searched(visitor, found, origin);
      searches.put(visitor.signIn(), true);
    }
  }

  /** Records that the study's page was opened. From then on the study is not new to the account. */
  public void opened(Visitor visitor, StudyAccess studyAccess, Origin origin) {
    transaction.executeWithoutResult(
        status -> {
          notNew(visitor, studyAccess);
          events.publish(event(visitor, studyAccess), origin);
        });
    visits.put(new Visit(visitor.signIn(), studyAccess.study().uid()), true);
  }

  /**
   * Records that part of the study was retrieved. Like opening it, but recorded once in half an
   * hour for each session, because a viewer retrieves thousands of images.
   */
  public void fetched(Visitor visitor, StudyAccess studyAccess, Origin origin) {
    Visit visit = new Visit(visitor.signIn(), studyAccess.study().uid());
    if (visits.getIfPresent(visit) == null) {
      opened(visitor, studyAccess, origin);
    }
  }

  /** Records that a study was requested that the account may not see, up to a limit. */
  public void refused(Visitor visitor, StudyUid study, Origin origin) {
    refusedRequests.record(
        visitor.account().toString(),
        new StudyEvent.Refused(visitor.account(), visitor.signIn(), study),
        until -> new StudyEvent.RefusalsOmitted(visitor.account(), visitor.signIn(), until),
        origin);
  }

  /** Records an event of a report or a download. */
  public void note(StudyEvent event, Origin origin) {
    record(event, origin);
  }

  private void record(StudyEvent event, Origin origin) {
    transaction.executeWithoutResult(status -> events.publish(event, origin));
  }

  private static StudyEvent event(Visitor visitor, StudyAccess studyAccess) {
    return new StudyEvent.Opened(
        visitor.account(), visitor.signIn(), studyAccess.study().uid(), studyAccess.why().word());
  }

  private void notNew(Visitor visitor, StudyAccess studyAccess) {
    jdbc.sql(
            """
            insert into study_opened (account_id, study_uid, opened_at)
            values (:account, :study, :now) on conflict do nothing
            """)
        .param("account", visitor.account().value())
        .param("study", studyAccess.study().uid().value())
        .param("now", clock.instant())
        .update();
  }
}
