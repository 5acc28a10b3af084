package org.sallyport.gate.secondfactor.totp;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.sallyport.platform.crypto.Hotp;

/** The time steps of RFC 6238: 30 seconds each, starting at the Unix epoch. */
final class TimeSteps {
  static final Duration STEP = Duration.ofSeconds(30);

  private TimeSteps() {}

  /** The time step that contains a moment. */
  static long at(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), STEP.toSeconds());
  }

  /**
   * The time step of the code, trying the newest first; empty if it matches none in the range (RFC
   * 6238 section 5.2).
   */
  static OptionalLong of(String code, byte[] secret, long first, long last) {
    return LongStream.iterate(last, step -> step >= first, step -> step - 1)
        .filter(step -> Hotp.code(secret, step).equals(code))
        .findFirst();
  }
}
