package org.sallyport.sharing.guest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The page of a code, as text.
 *
 * @param to where it went, masked
 * @param sms whether it went by SMS
 * @param againIn seconds until another one can be sent; null if none can
 * @param triesLeft null as long as no code was wrong
 */
public record GuestCodeView(
    String by,
    String to,
    boolean sms,
    String tag,
    ZonedDateTime sentAt,
    ZonedDateTime until,
    @Nullable Long againIn,
    @Nullable Integer triesLeft) {

  /** Formats times in the installation's zone. */
  record Frame(ZoneId zone, Clock clock) {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);

    GuestCodeView view(AskedCode asked) {
      Instant again = asked.again();
      return new GuestCodeView(
          asked.share().sharedBy(),
          asked.share().codeToMasked(),
          asked.share().bySms(),
          asked.tag(),
          asked.sentAt().atZone(zone),
          asked.expiresAt().atZone(zone),
          again == null ? null : secondsUntil(again),
          asked.triesLeft() == ShareTries.MOST ? null : asked.triesLeft());
    }

    String time(Instant at) {
      return TIME.format(at.atZone(zone));
    }

    long secondsUntil(Instant at) {
      return Math.max(0, Duration.between(clock.instant(), at).plusMillis(999).toSeconds());
    }
  }
}
