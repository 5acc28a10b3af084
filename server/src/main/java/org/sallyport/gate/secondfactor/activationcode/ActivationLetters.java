package org.sallyport.gate.secondfactor.activationcode;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.contact.ContactWaits;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.gate.secondfactor.written.WrittenCode;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Issues and voids activation codes. */
@Component
@RequiredArgsConstructor
class ActivationLetters implements ActivationLetter {
  private final ActivationStore store;
  private final SecondFactors factors;
  private final Accounts accounts;
  private final ContactWaits waits;
  private final RandomValues random;
  private final DomainEvents events;
  private final ActivationProperties properties;
  private final Clock clock;

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Result make(HeldAccount held, String by, @Nullable String reason, Origin origin) {
    Optional<Result> refusal = refusal(held.account());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String code = WrittenCode.make(random);
    Instant until = clock.instant().plus(properties.ttl());
    store.replace(held, code, until);
    accounts.setLinked(held, ActivationCode.METHOD, true);
    events.publish(new AccountEvent.ActivationCodeMade(held.id(), by, reason), origin);
    return new Result.Made(WrittenCode.show(code), until);
  }

  @Override
  public Optional<Result> refusal(Account account) {
    if (account.isDisabled()) {
      return Optional.of(new Result.Disabled());
    }
    Optional<SecondFactor> other = factors.primaries(account).stream().findFirst();
    if (other.isPresent()) {
      return Optional.of(new Result.HasWay(other.get().name()));
    }
    return waits.lettersBlockedUntil(account.id()).map(Result.ContactChanged::new);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean cancel(HeldAccount held, String by, String reason, Origin origin) {
    boolean valid = store.validUntil(held.id()).isPresent();
    store.remove(held);
    accounts.setLinked(held, ActivationCode.METHOD, false);
    if (valid) {
      events.publish(new AccountEvent.ActivationCodeVoided(held.id(), by, reason), origin);
    }
    return valid;
  }

  @Override
  public Optional<Instant> validUntil(AccountId account) {
    return store.validUntil(account);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void withdraw(AccountId account) {
    HeldAccount held = accounts.hold(account);
    store.remove(held);
    accounts.setLinked(held, ActivationCode.METHOD, false);
  }
}
