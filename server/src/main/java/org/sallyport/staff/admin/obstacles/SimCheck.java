package org.sallyport.staff.admin.obstacles;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.springframework.stereotype.Component;

/** The SIM of the number to which the account's codes go, if it changed lately. */
@Component
class SimCheck implements ObstacleCheck {
  private final SecondFactors factors;
  private final DeskTimes times;

  SimCheck(SecondFactors factors, DeskTimes times) {
    this.factors = factors;
    this.times = times;
  }

  @Override
  public Stream<Obstacle> of(Account account) {
    String phone = account.phone();
    Optional<SecondFactor> factor = factors.primaryFor(account);
    return phone == null
        ? Stream.empty()
        : factor.flatMap(it -> it.simChangedUntil(account)).stream()
            .map(until -> changed(account, phone, until));
  }

  private Obstacle changed(Account account, String phone, Instant until) {
    return Obstacle.of(ObstacleKind.SIM_CHANGED, account, Phones.mask(phone), times.point(until));
  }
}
