package org.sallyport.gate.delivery.sms.risk;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.risk.NumberRisk;
import org.sallyport.gate.delivery.risk.SimState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CAMARA's API SIM Swap, version 2 (camaraproject/SimSwap, sim-swap.yaml), asked with the number in
 * the body, as its two-legged tokens demand. A service that fails twice in a row is passed over for
 * half a minute; one that refuses to tell of a number (4xx) has not failed, so no number stops the
 * checks of others. Numbers and tokens are never logged.
 */
final class CamaraSimSwap implements NumberRisk, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CamaraSimSwap.class);
  private static final String METRIC = "sallyport.sms.sim.checks";
  private static final String OUTCOME = "outcome";
  private static final String UNCHANGED = "unchanged";
  private static final String CHANGED = "changed";
  private static final String NOT_COVERED = "not-covered";
  private static final String UNANSWERED = "unanswered";
  private static final String JSON = "application/json";

  private static final int SUCCESS = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;
  private static final int NOT_IMPLEMENTED = 501;

  private static final int MAX_FAILURES = 2;
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final CamaraHttp http;
  private final AccessTokens tokens;
  private final String base;
  private final Duration within;
  private final boolean isSentUnanswered;
  private final MeterRegistry meters;
  private final Clock clock;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Instant pausedUntil = Instant.MIN;

  CamaraSimSwap(SimSwapProperties properties, MeterRegistry meters, Clock clock) {
    this.http = new CamaraHttp(properties.timeout());
    this.tokens = AccessTokens.of(properties, http, clock);
    this.base = Objects.requireNonNull(properties.url()).toString().replaceFirst("/+$", "");
    this.within = properties.maxAge();
    this.isSentUnanswered = properties.unanswered() == SimSwapProperties.Unanswered.SEND;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public SimState of(String number) {
    SimState state =
        clock.instant().isBefore(pausedUntil)
            ? new SimState.Unanswered(isSentUnanswered)
            : asked(number);
    meters.counter(METRIC, OUTCOME, outcome(state)).increment();
    return state;
  }

  private SimState asked(String number) {
    try {
      SimState state = check(number);
      failures.set(0);
      return state;
    } catch (NumberRefused e) {
      LOG.warn("the SIM swap service refuses a number: {}", e.getMessage());
      return new SimState.Unanswered(isSentUnanswered);
    } catch (IOException e) {
      LOG.warn("the SIM swap service does not answer: {}", e.getMessage());
      if (failures.incrementAndGet() >= MAX_FAILURES) {
        pausedUntil = clock.instant().plus(PAUSE);
      }
      return new SimState.Unanswered(isSentUnanswered);
    }
  }

  private SimState check(String number) throws IOException {
    String body = "{\"phoneNumber\":\"" + number + "\",\"maxAge\":" + within.toHours() + "}";
    CamaraHttp.Answer answer = post("/check", body);
    if (answer.status() == SUCCESS && answer.body().get("swapped") instanceof Boolean swapped) {
      return swapped ? new SimState.Changed(dateOrNull(number), within) : new SimState.Unchanged();
    }
    if (isNotCovered(answer)) {
      return new SimState.NotCovered();
    }
    if (isWithoutCheck(answer)) {
      return byDate(number);
    }
    throw unexpected("/check", answer);
  }

  /** Where the operator has no such period, or only the other operation. */
  private static boolean isWithoutCheck(CamaraHttp.Answer answer) {
    return (answer.status() == BAD_REQUEST && "OUT_OF_RANGE".equals(code(answer)))
        || answer.status() == NOT_IMPLEMENTED
        || answer.status() == NOT_FOUND;
  }

  private static boolean isNotCovered(CamaraHttp.Answer answer) {
    return (answer.status() == NOT_FOUND && "IDENTIFIER_NOT_FOUND".equals(code(answer)))
        || (answer.status() == UNPROCESSABLE && "SERVICE_NOT_APPLICABLE".equals(code(answer)));
  }

  private static @Nullable Object code(CamaraHttp.Answer answer) {
    return answer.body().get("code");
  }

  private SimState byDate(String number) throws IOException {
    CamaraHttp.Answer answer = date(number);
    if (isNotCovered(answer)) {
      return new SimState.NotCovered();
    }
    if (answer.status() != SUCCESS || !answer.body().containsKey("latestSimChange")) {
      throw unexpected("/retrieve-date", answer);
    }
    if (answer.body().get("latestSimChange") == null) {
      return new SimState.Unchanged();
    }
    Instant at = time(answer.body().get("latestSimChange"));
    if (at == null) {
      throw unexpected("/retrieve-date", answer);
    }
    Instant now = clock.instant();
    return at.isBefore(now.minus(within))
        ? new SimState.Unchanged()
        : new SimState.Changed(at.isAfter(now) ? null : at, within);
  }

  /**
   * When the change was that the service said was; null if it does not say, or contradicts that.
   */
  private @Nullable Instant dateOrNull(String number) {
    try {
      Instant at = time(date(number).body().get("latestSimChange"));
      Instant now = clock.instant();
      return at == null || at.isAfter(now) || at.isBefore(now.minus(within)) ? null : at;
    } catch (IOException e) {
      LOG.info("the SIM swap service does not say when: {}", e.getMessage());
      return null;
    }
  }

  private CamaraHttp.Answer date(String number) throws IOException {
    return post("/retrieve-date", "{\"phoneNumber\":\"" + number + "\"}");
  }

  private static @Nullable Instant time(@Nullable Object said) {
    try {
      return said instanceof String text ? OffsetDateTime.parse(text).toInstant() : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** A token that is not taken, as after the service was set up anew, is replaced once. */
  private CamaraHttp.Answer post(String path, String body) throws IOException {
    String token = tokens.header();
    CamaraHttp.Answer answer = http.post(URI.create(base + path), JSON, token, body);
    if (answer.status() != UNAUTHENTICATED) {
      return answer;
    }
    tokens.refused(token);
    return http.post(URI.create(base + path), JSON, tokens.header(), body);
  }

  private static IOException unexpected(String path, CamaraHttp.Answer answer) {
    String what = path + ": an unexpected answer of status " + answer.status();
    return switch (answer.status()) {
      case BAD_REQUEST, FORBIDDEN, NOT_FOUND, UNPROCESSABLE -> new NumberRefused(what);
      default -> new IOException(what);
    };
  }

  /** An answer about one number, which says nothing of the service. */
  private static final class NumberRefused extends IOException {
    private static final long serialVersionUID = 1L;

    NumberRefused(String what) {
      super(what);
    }
  }

  /** Makes the metric known before the first answer. */
  static void register(MeterRegistry meters) {
    for (String outcome : List.of(UNCHANGED, CHANGED, NOT_COVERED, UNANSWERED)) {
      meters.counter(METRIC, OUTCOME, outcome);
    }
  }

  private static String outcome(SimState state) {
    return switch (state) {
      case SimState.Unchanged() -> UNCHANGED;
      case SimState.Changed _ -> CHANGED;
      case SimState.NotCovered() -> NOT_COVERED;
      case SimState.Unanswered _ -> UNANSWERED;
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
