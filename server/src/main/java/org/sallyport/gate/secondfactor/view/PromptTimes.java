package org.sallyport.gate.secondfactor.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Times as the pages of prompts show them, in the installation's time zone. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PromptTimes {
  private static final DateFormats TIME = DateFormats.of("common.format.time");
  private static final DateFormats TIME_AND_ZONE = DateFormats.of("common.format.time-zone");
  private static final DateFormats DAY = DateFormats.of("common.format.day");

  /** From this many seconds on, a time is shown rather than the seconds. */
  private static final long MAX_SECONDS = 90;

  private final Installation installation;
  private final Clock clock;

  /** For example "at 10:40 CET", or on another day "on 26 Nov at 10:40 CET". */
  public String when(Instant at) {
    boolean today = local(at).toLocalDate().equals(local(clock.instant()).toLocalDate());
    return today
        ? Messages.text("prompt.time.today", timeAndZone(at))
        : Messages.text("prompt.time.day", DAY.format(local(at)), timeAndZone(at));
  }

  /** For example "in 24 s", or from 90 seconds on the time. */
  public String inOrAt(Instant until) {
    long seconds = secondsUntil(until);
    return seconds < MAX_SECONDS ? Messages.text("prompt.time.seconds", seconds) : when(until);
  }

  /** A time with its time zone, for times that matter to a decision. */
  public String timeAndZone(Instant at) {
    return TIME_AND_ZONE.format(local(at));
  }

  /** For example "10:40". */
  String time(Instant at) {
    return TIME.format(local(at));
  }

  /** Seconds until then, rounded up; 0 if it has passed. */
  public long secondsUntil(Instant at) {
    Duration left = Duration.between(clock.instant(), at);
    return left.isNegative() ? 0 : (left.toMillis() + 999) / 1000;
  }

  /** Whether the moment has come. */
  boolean isPast(Instant at) {
    return !clock.instant().isBefore(at);
  }

  /** Whether the moment comes within this time, or has come. */
  boolean isWithin(Instant at, Duration span) {
    return at.isBefore(clock.instant().plus(span));
  }

  /** The local time. */
  ZonedDateTime local(Instant at) {
    return at.atZone(installation.zone());
  }
}
