package org.sallyport.secondfactor.totp;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.sallyport.crypto.Hotp;

/** The time steps of RFC 6238, 30 seconds each from 1970 on. */
final class TimeSteps {
  static final Duration LENGTH = Duration.ofSeconds(30);

  private TimeSteps() {}

  /** The step in which a moment lies. */
  static long at(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), LENGTH.toSeconds());
  }

  /**
   * The step whose code that is, the newest first; empty if it is none of theirs (RFC 6238 section
   * 5.2).
   */
  static OptionalLong of(String code, byte[] secret, long first, long last) {
    return LongStream.iterate(last, step -> step >= first, step -> step - 1)
        .filter(step -> Hotp.code(secret, step).equals(code))
        .findFirst();
  }
}
