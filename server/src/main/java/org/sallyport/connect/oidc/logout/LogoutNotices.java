package org.sallyport.connect.oidc.logout;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells applications within 5 s that a session has ended, and tries again until they took it (rule
 * 53). Each call has a thread of its own, so that an application that hangs delays no other.
 */
@Component
public class LogoutNotices {
  private static final Logger LOG = LoggerFactory.getLogger(LogoutNotices.class);

  private final EndedSessions sessions;
  private final LogoutTokens tokens;
  private final LogoutCalls calls;
  private final MeterRegistry meters;

  LogoutNotices(
      EndedSessions sessions, LogoutTokens tokens, LogoutCalls calls, MeterRegistry meters) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.calls = calls;
    this.meters = meters;
    for (String outcome : List.of("told", "failed")) {
      meters.counter("sallyport.oidc.logouts", "outcome", outcome);
    }
  }

  /** Begins to tell those that are due. */
  @Scheduled(fixedDelay = 2, initialDelay = 2, timeUnit = TimeUnit.SECONDS)
  void run() {
    begin();
  }

  /** The same; the threads end when their calls do. */
  List<Thread> begin() {
    List<Thread> threads = new ArrayList<>();
    for (EndedSession session : sessions.take()) {
      threads.add(Thread.ofVirtual().name("logout-call").start(() -> tell(session)));
    }
    return threads;
  }

  private void tell(EndedSession session) {
    try {
      if (session.address().isEmpty() || calls.tell(session.address(), tokens.of(session))) {
        sessions.told(session);
        meters.counter("sallyport.oidc.logouts", "outcome", "told").increment();
        return;
      }
      LOG.warn("the application {} could not be told of the end of a session", session.clientId());
    } catch (RuntimeException e) {
      LOG.warn(
          "the application {} could not be told of the end of a session: {}",
          session.clientId(),
          e.toString());
    }
    sessions.failed(session);
    meters.counter("sallyport.oidc.logouts", "outcome", "failed").increment();
  }
}
