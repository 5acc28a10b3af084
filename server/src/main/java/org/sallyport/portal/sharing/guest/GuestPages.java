package org.sallyport.portal.sharing.guest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.open.PageState;
import org.sallyport.gate.session.open.WatchedStates;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.ShareSessionId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells the pages of a share that are open in a browser when their session has ended, and when the
 * study that they show is no longer shared: within half a second for those that wait.
 */
@Component
@RequiredArgsConstructor
class GuestPages {
  /** Each takes a connection; see {@code OpenPages}. */
  private static final int PLACES = 200;

  private final ShareSessions sessions;
  private final VisitStore visits;
  private final WatchedStates<ShareSessionId, Long> watched = new WatchedStates<>(PLACES);

  /**
   * A page that asks.
   *
   * @param token of its browser's cookie
   * @param study that it shows; null for none
   */
  record Asking(Optional<String> token, Origin origin, @Nullable StudyUid study) {}

  /** The state of the session for a page. */
  PageState state(Asking page) {
    return find(page)
        .map(guest -> state(guest, page))
        .orElseGet(() -> PageState.none(page.token.isPresent()));
  }

  private PageState state(Guest guest, Asking page) {
    PageState open =
        visits
            .left(guest.session())
            .map(left -> PageState.open(guest.session().toString(), left.least()))
            .orElseGet(() -> PageState.none(true));
    boolean shown = page.study == null || sessions.sees(guest, page.study.value());
    return shown ? open : open.withoutStudy();
  }

  /**
   * The same, answered when the session or its studies change, or after a while.
   *
   * <p>What is watched is read before the state: a change between the two is noticed by the next
   * look, and not 25 seconds later.
   */
  CompletableFuture<PageState> next(Asking page) {
    Optional<ShareSessionId> session = find(page).map(Guest::session);
    Optional<Long> value = session.map(it -> visits.live(List.of(it)).get(it));
    PageState now = state(page);
    return value.isEmpty() || now.changed()
        ? CompletableFuture.completedFuture(now.later())
        : watched.next(session.get(), value.get(), now, () -> state(page));
  }

  private Optional<Guest> find(Asking page) {
    return page.token.flatMap(token -> sessions.find(token, page.origin, false));
  }

  @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
  void look() {
    watched.look(this::live);
  }

  private Map<ShareSessionId, Long> live(Collection<ShareSessionId> some) {
    return visits.live(some);
  }

  @EventListener(ContextClosedEvent.class)
  void close() {
    watched.close();
  }
}
