package org.sallyport.gate.selfservice.stepup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.FreshFactor;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.selfservice.ChangeProperties;
import org.sallyport.gate.session.SignIn;
import org.springframework.stereotype.Component;

/**
 * Whether the account's strongest second factor was verified recently in a session (rule 28). A
 * sign-in from a remembered browser verifies none.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Freshness implements FreshFactor {
  private final SecondFactors factors;
  private final ChangeProperties times;
  private final Clock clock;

  @Override
  public boolean isFresh(Account account, SignIn session) {
    return isFresh(account, session, times.factorMaxAge());
  }

  @Override
  public boolean isFresh(Account account, SignIn session, Duration maxAge) {
    Instant given = session.factorAt();
    String method = session.factorMethod();
    return given != null
        && method != null
        && clock.instant().isBefore(given.plus(maxAge))
        && strength(method) >= strongest(account);
  }

  @Override
  public Duration lasts() {
    return times.factorMaxAge();
  }

  private int strength(String method) {
    return factors.byMethod(method).map(SecondFactor::strength).orElse(0);
  }

  private int strongest(Account account) {
    return factors.strongest(account).map(SecondFactor::strength).orElse(0);
  }
}
