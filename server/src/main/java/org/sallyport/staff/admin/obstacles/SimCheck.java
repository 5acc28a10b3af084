package org.sallyport.staff.admin.obstacles;

import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.springframework.stereotype.Component;

/**
 * That the SIM of the account's number changed lately, also if codes go there only when the owner
 * asks for them in another way: a caller who says to have lost the phone may be the one who took
 * the number.
 */
@Component
@RequiredArgsConstructor
class SimCheck implements ObstacleCheck {
  private final SecondFactors factors;
  private final DeskTimes times;

  @Override
  public Stream<Obstacle> of(Account account) {
    String phone = account.phone();
    return phone == null
        ? Stream.empty()
        : factors.linked(account).stream().flatMap(factor -> of(account, phone, factor));
  }

  private Stream<Obstacle> of(Account account, String phone, SecondFactor factor) {
    return factor.simChangedUntil(account).stream()
        .map(
            until ->
                Obstacle.of(
                    kind(account, factor), account, Phones.mask(phone), times.point(until)));
  }

  /** Without a usable method, a code is needed to choose one. */
  private ObstacleKind kind(Account account, SecondFactor factor) {
    boolean isOtherWay =
        factors.waived(account)
            || factors.primaryFor(account).filter(it -> !it.equals(factor)).isPresent();
    return isOtherWay ? ObstacleKind.OTHER_SIM_CHANGED : ObstacleKind.SIM_CHANGED;
  }
}
