package org.sallyport.secondfactor.activationcode;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AuditLog;
import org.sallyport.audit.Recorded;
import org.sallyport.crypto.RandomValues;
import org.sallyport.ids.AccountId;
import org.sallyport.secondfactor.ActivationLetter;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.secondfactor.WrittenCode;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues activation codes, and invalidates them when a device is linked or the factors are reset.
 */
@Component
@EnableConfigurationProperties(ActivationProperties.class)
class ActivationLetters implements ActivationLetter {
  private final ActivationStore store;
  private final SecondFactors factors;
  private final Accounts accounts;
  private final RandomValues random;
  private final AuditLog audit;
  private final ActivationProperties properties;
  private final Clock clock;

  ActivationLetters(
      ActivationStore store,
      SecondFactors factors,
      Accounts accounts,
      RandomValues random,
      AuditLog audit,
      ActivationProperties properties,
      Clock clock) {
    this.store = store;
    this.factors = factors;
    this.accounts = accounts;
    this.random = random;
    this.audit = audit;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Result make(Account held, String by, Origin origin) {
    if (held.isDisabled()) {
      return new Result.Disabled();
    }
    Optional<SecondFactor> other = factors.everyday(held).stream().findFirst();
    if (other.isPresent()) {
      return new Result.HasWay(other.get().name());
    }
    String code = WrittenCode.make(random);
    Instant until = clock.instant().plus(properties.valid());
    store.replace(held.id(), code, until);
    accounts.setLinked(held.id(), ActivationCode.METHOD, true);
    audit.record(new AccountEvent.ActivationCodeMade(held.id(), by), origin);
    return new Result.Made(WrittenCode.show(code), until);
  }

  @Override
  public Optional<Instant> validUntil(AccountId account) {
    return store.validUntil(account);
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    switch (recorded.event()) {
      case AccountEvent.DeviceLinked linked -> withdraw(linked.account());
      case AccountEvent.ResetDone reset -> withdraw(reset.account());
      default -> {}
    }
  }

  private void withdraw(AccountId account) {
    store.remove(account);
    accounts.setLinked(account, ActivationCode.METHOD, false);
  }
}
