package org.sallyport.portal.sharing.guest.code;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.secondfactor.view.DeliveryWords;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.sharing.guest.ShareTries;

/**
 * The page of a code, as text.
 *
 * @param to where it went, masked
 * @param sms whether it went by SMS
 * @param digits how many digits it has
 * @param endsIn seconds until it expires; null if it has expired
 * @param delivery what became of the message; null if that is not known
 * @param againIn seconds until another one can be sent; null if none can
 * @param triesLeft null as long as no code was wrong
 */
public record GuestCodeView(
    String by,
    String to,
    boolean sms,
    String tag,
    int digits,
    ZonedDateTime sentAt,
    ZonedDateTime until,
    @Nullable Long endsIn,
    @Nullable DeliveryWords delivery,
    @Nullable Long againIn,
    @Nullable Integer triesLeft) {

  /** Whether the code has not expired. */
  public boolean isLive() {
    return endsIn != null;
  }

  /** Whether the only way on is another message. */
  public boolean isAgainNext() {
    return againIn != null && (!isLive() || (delivery != null && delivery.isLost()));
  }

  /**
   * What became of the message. Why is not said to people whom nobody knows; admins see it under
   * Administration &gt; Messages.
   */
  private static DeliveryWords words(Delivery delivery) {
    DeliveryWords words = DeliveryWords.of(delivery);
    String trouble =
        switch (words.fate()) {
          case WAITING -> words.trouble() == null ? null : Messages.text("sharing.code.retried");
          case FAILED -> Messages.text("sharing.code.failed");
          case ACCEPTED, DELAYED, RELAYED, DELIVERED, UNKNOWN -> words.trouble();
        };
    return new DeliveryWords(words.fate(), trouble);
  }

  /** Formats times in the installation's zone. */
  public record Frame(ZoneId zone, Clock clock) {
    private static final DateFormats TIME = DateFormats.of("common.format.time-zone");
    private static final DateFormats MOMENT = DateFormats.of("common.format.date-time");

    public GuestCodeView view(AskedCode asked) {
      Instant again = asked.again();
      Delivery delivery = asked.delivery();
      return new GuestCodeView(
          asked.share().sharedBy(),
          asked.share().codeToMasked(),
          asked.share().bySms(),
          asked.tag(),
          asked.digits(),
          asked.sentAt().atZone(zone),
          asked.expiresAt().atZone(zone),
          clock.instant().isBefore(asked.expiresAt()) ? secondsUntil(asked.expiresAt()) : null,
          delivery == null ? null : words(delivery),
          again == null ? null : secondsUntil(again),
          asked.triesLeft() == ShareTries.MAX_TRIES ? null : asked.triesLeft());
    }

    /** A time of today, or with its day. */
    public String time(Instant at) {
      ZonedDateTime when = at.atZone(zone);
      LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
      return (when.toLocalDate().equals(today) ? TIME : MOMENT).format(when);
    }

    public long secondsUntil(Instant at) {
      return Math.max(0, Duration.between(clock.instant(), at).plusMillis(999).toSeconds());
    }
  }
}
