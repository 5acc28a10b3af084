package org.sallyport.gate.delivery.mail.bounces;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/**
 * The connections on which reports arrive. Each ends after two minutes, however much it says: slow
 * ones would keep all places from the mail server. All come from this machine, so a limit for each
 * peer would tell nobody apart.
 */
@Component
@RequiredArgsConstructor
class BounceConnections implements SessionHandler {
  /** The mail server beside us needs seconds, and opens another connection when one was closed. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final int LOOK_SECONDS = 10;

  private final Clock clock;
  private final Map<Session, Instant> since = new ConcurrentHashMap<>();

  @Override
  public SessionAcceptance accept(Session session) {
    since.put(session, clock.instant());
    return SessionAcceptance.success();
  }

  @Override
  public void onSessionEnd(Session session) {
    since.remove(session);
  }

  @Scheduled(fixedDelay = LOOK_SECONDS, timeUnit = TimeUnit.SECONDS)
  void endLongOnes() {
    Instant before = clock.instant().minus(LONGEST);
    since.forEach(
        (session, begun) -> {
          if (begun.isBefore(before)) {
            end(session);
          }
        });
  }

  private static void end(Session session) {
    try {
      session.closeSocket();
    } catch (IOException e) {
      // It is closed.
    }
  }
}
