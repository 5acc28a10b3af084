package org.sallyport.secondfactor.totp;

import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.sallyport.secondfactor.MatchResult;
import org.springframework.stereotype.Component;

/** Compares a code with the secrets that may have made it, and spends its step (RFC 6238). */
@Component
class StepCodes {
  private final SecretStore secrets;
  private final TotpProperties properties;
  private final Clock clock;

  StepCodes(SecretStore secrets, TotpProperties properties, Clock clock) {
    this.secrets = secrets;
    this.properties = properties;
    this.clock = clock;
  }

  /** The account's row must be held, and the guess have been counted. */
  MatchResult compare(List<Secret> possible, String code) {
    boolean used = false;
    for (Secret secret : possible) {
      OptionalLong step = step(secret, code);
      if (step.isPresent() && secrets.spend(secret.id(), step.getAsLong())) {
        return new MatchResult.Right(AppCode.METHOD);
      }
      used = used || step.isPresent();
    }
    return used
        ? new MatchResult.UsedBefore("That code counts no more. Wait for the next one in your app.")
        : new MatchResult.Wrong();
  }

  /** The step whose code that is; empty if it is none that counts now. */
  OptionalLong step(Secret secret, String code) {
    long now = TimeSteps.at(clock.instant());
    return TimeSteps.of(code, secret.bytes(), now - properties.back(), now + properties.forward());
  }
}
