package org.sallyport.gate.secondfactor.totp;

import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * Compares a code with the secrets that may have produced it, and marks its time step as used (RFC
 * 6238).
 */
@Component
@RequiredArgsConstructor
class StepCodes {
  private final SecretStore secrets;
  private final TotpProperties properties;
  private final Clock clock;

  /** Compares a code. The caller has counted the try. */
  MatchResult compare(HeldAccount held, List<Secret> possible, String code) {
    boolean used = false;
    for (Secret secret : possible) {
      OptionalLong step = step(secret, code);
      if (step.isPresent() && secrets.spend(held, secret.id(), step.getAsLong())) {
        return new MatchResult.KeptCode(AppCode.METHOD);
      }
      used = used || step.isPresent();
    }
    return used
        ? new MatchResult.UsedBefore(Messages.text("factor.totp.used"))
        : new MatchResult.Wrong();
  }

  /** The time step of the code; empty if it matches none that is currently accepted. */
  OptionalLong step(Secret secret, String code) {
    long now = TimeSteps.at(clock.instant());
    return TimeSteps.of(
        code, secret.bytes(), now - properties.backwardSteps(), now + properties.forwardSteps());
  }
}
