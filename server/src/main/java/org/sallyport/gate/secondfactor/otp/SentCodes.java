package org.sallyport.gate.secondfactor.otp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.delivery.routes.AnsweredCodes;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.springframework.stereotype.Component;

/** The codes that were sent in an attempt or a check, and when the next one can be. */
@Component
@RequiredArgsConstructor
class SentCodes {
  /**
   * The period that belongs to one check in a session; in a sign-in attempt, all codes since the
   * password belong together.
   */
  private static final Duration VERIFICATION_WINDOW = Duration.ofMinutes(30);

  private final CodeStore codes;
  private final OtpProperties properties;
  private final SignIns signIns;
  private final AnsweredCodes answeredCodes;
  private final Clock clock;

  /** How many digits each has. */
  int length() {
    return properties.length();
  }

  /** The digits of one as typed; empty if it is malformed. */
  Optional<String> read(String typed) {
    return CodeDigits.read(typed, properties.length());
  }

  /** Those of the attempt or check, the newest first. */
  List<SentCode> sinceStart(SignIn signIn, Purpose purpose) {
    Instant start = purpose == Purpose.SIGN_IN ? Instant.EPOCH : checkStart();
    return codes.of(signIn.id(), purpose).stream()
        .filter(code -> code.sentAt().isAfter(start))
        .toList();
  }

  private Instant checkStart() {
    return clock.instant().minus(VERIFICATION_WINDOW);
  }

  /** Counts a try of a check that has five of its own. False if they are used up. */
  boolean countTry(HeldAccount held, SignIn signIn, Purpose purpose) {
    return codes.countTry(signIn.id(), purpose, properties.maxTries(), checkStart());
  }

  /** Counts a code that was entered. */
  void answered(SentCode code) {
    answeredCodes.answered(code.message());
  }

  /** The number of tries left in the check. */
  int triesLeft(SignIn signIn, Purpose purpose) {
    int used = sinceStart(signIn, purpose).stream().mapToInt(SentCode::tries).sum();
    return Math.max(0, properties.maxTries() - used);
  }

  /** The newest code of the attempt. */
  Optional<SentCode> newest(SignIn signIn, Purpose purpose) {
    return codes.of(signIn.id(), purpose).stream().findFirst();
  }

  /** Whether it replaced an unused code sent earlier in the attempt or check. */
  boolean isAgain(SentCode code, SignIn signIn, Purpose purpose) {
    return sinceStart(signIn, purpose).stream()
        .anyMatch(other -> other.sentAt().isBefore(code.sentAt()) && !other.isUsed());
  }

  /** When the next code can be requested; null if none can any more. */
  @Nullable Instant resendAt(SignIn signIn, Purpose purpose) {
    return resendAt(signIn, purpose, sinceStart(signIn, purpose));
  }

  /**
   * The same.
   *
   * @param before the codes of the attempt or check, the newest first
   */
  @Nullable Instant resendAt(SignIn signIn, Purpose purpose, List<SentCode> before) {
    Instant now = clock.instant();
    if ((purpose == Purpose.SIGN_IN && signIns.isTooOldToChallenge(signIn))
        || before.size() >= properties.maxSends()) {
      return null;
    }
    return before.isEmpty() ? now : before.getFirst().sentAt().plus(properties.resendCooldown());
  }
}
