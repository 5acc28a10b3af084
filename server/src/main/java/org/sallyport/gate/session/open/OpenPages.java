package org.sallyport.gate.session.open;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.session.ActiveSession;
import org.sallyport.gate.session.LiveSignIns;
import org.sallyport.gate.session.SessionLimits;
import org.sallyport.gate.session.SessionLookup;
import org.sallyport.platform.ids.SignInId;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells the pages that are open in a browser when their session has ended (rule 34), wherever and
 * on whichever node that was: within half a second for those that wait. Asking is not use.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OpenPages {
  /** Of the server's connections, half are left to requests that do something. */
  private static final int PLACES = 800;

  private final SessionLookup sessions;
  private final SessionLimits limits;
  private final LiveSignIns live;
  private final WatchedStates<SignInId, Boolean> watched = new WatchedStates<>(PLACES);

  /** The state of the session of a cookie; one indexed read. */
  public PageState state(Optional<String> token) {
    return find(token).map(this::open).orElseGet(() -> PageState.none(token.isPresent()));
  }

  /** The same, answered when the session ends or after a while. */
  public CompletableFuture<PageState> next(Optional<String> token) {
    return find(token)
        .map(it -> next(it.signIn().id(), open(it)))
        .orElseGet(() -> CompletableFuture.completedFuture(PageState.none(token.isPresent())));
  }

  private CompletableFuture<PageState> next(SignInId session, PageState now) {
    return watched.next(session, true, now, () -> state(session));
  }

  private Optional<ActiveSession> find(Optional<String> token) {
    return token.flatMap(it -> sessions.session(it, false));
  }

  private PageState open(ActiveSession session) {
    return limits
        .left(session)
        .map(left -> PageState.open(session.signIn().id().toString(), left.least()))
        .orElseGet(() -> PageState.none(true));
  }

  /** By the id: while a page waits, a step-up can replace the cookie. */
  private PageState state(SignInId session) {
    return live.of(List.of(session)).isEmpty()
        ? PageState.none(true)
        : limits
            .left(session)
            .map(left -> PageState.open(session.toString(), left.least()))
            .orElseGet(() -> PageState.none(true));
  }

  @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
  void look() {
    watched.look(
        some -> live.of(some).stream().collect(Collectors.toMap(Function.identity(), it -> true)));
  }

  @EventListener(ContextClosedEvent.class)
  void close() {
    watched.close();
  }
}
