package org.sallyport.staff.admin.obstacles;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.FactorNames;
import org.sallyport.gate.account.contact.Phone;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.platform.audit.AuditTrail;
import org.sallyport.platform.events.AccountEvent;
import org.springframework.stereotype.Component;

/** The account's second factor: none, one that policy forbids, one that cannot be used. */
@Component
@RequiredArgsConstructor
class MethodCheck implements ObstacleCheck {
  private final SecondFactors factors;
  private final FactorNames names;
  private final Phones phones;
  private final AuditTrail trail;
  private final DeskTimes times;

  @Override
  public Stream<Obstacle> of(Account account) {
    return Stream.of(method(account), notServed(account), refused(account))
        .flatMap(Optional::stream);
  }

  private Optional<Obstacle> method(Account account) {
    if (factors.waived(account) || factors.primaryFor(account).isPresent()) {
      return Optional.empty();
    }
    if (factors.choices(account).stream().noneMatch(Offer::enabled)) {
      return Optional.of(Obstacle.of(ObstacleKind.NO_METHOD_POSSIBLE, account));
    }
    String method = account.method();
    if (method == null || method.equals(SecondFactors.NONE) || awaitsConsent(method, account)) {
      return Optional.of(Obstacle.of(ObstacleKind.METHOD_TO_CHOOSE, account));
    }
    ObstacleKind kind =
        factors.byMethod(method).isEmpty()
            ? ObstacleKind.METHOD_NOT_ALLOWED
            : ObstacleKind.METHOD_UNUSABLE;
    return Optional.of(Obstacle.of(kind, account, names.name(method).orElse(method)));
  }

  /** The owner is asked at the next sign-in. */
  private boolean awaitsConsent(String method, Account account) {
    return factors.byMethod(method).filter(it -> it.awaitsConsent(account)).isPresent();
  }

  private Optional<Obstacle> notServed(Account account) {
    String phone = account.phone();
    return phone == null
        ? Optional.empty()
        : phones.refusal(phone).map(refusal -> notServed(account, Phones.mask(phone), refusal));
  }

  private static Obstacle notServed(Account account, String masked, Phone refusal) {
    return refusal instanceof Phone.CountryNotServed elsewhere
        ? Obstacle.of(ObstacleKind.COUNTRY_NOT_SERVED, account, masked, elsewhere.country())
        : Obstacle.of(ObstacleKind.NUMBER_NOT_SERVED, account, masked);
  }

  /** A number that was refused after the account's number was last changed. */
  private Optional<Obstacle> refused(Account account) {
    return trail
        .latest(
            account.id(),
            Set.of(AccountEvent.PhoneRefused.class, AccountEvent.PhoneChanged.class),
            1)
        .stream()
        .findFirst()
        .filter(kept -> kept.event() instanceof AccountEvent.PhoneRefused)
        .map(kept -> refused(account, (AccountEvent.PhoneRefused) kept.event(), kept.at()));
  }

  private Obstacle refused(Account account, AccountEvent.PhoneRefused event, Instant at) {
    return Obstacle.of(ObstacleKind.NUMBER_REFUSED, account, event.phone(), times.at(at));
  }
}
