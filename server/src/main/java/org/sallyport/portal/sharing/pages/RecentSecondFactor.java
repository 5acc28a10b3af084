package org.sallyport.portal.sharing.pages;

import java.time.Duration;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.FreshFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.sallyport.portal.sharing.Receiver;
import org.sallyport.portal.sharing.SharingProperties;
import org.springframework.stereotype.Component;

/**
 * Whether the visitor gave the second factor recently. What shows images to somebody whom nobody
 * here has identified requires it to be as fresh as a change of the visitor's own account; sharing
 * with colleagues and groups may be somewhat later (docs/adr/0044).
 */
@Component
@RequiredArgsConstructor
class RecentSecondFactor {
  private final Accounts accounts;
  private final SignIns signIns;
  private final FreshFactor freshness;
  private final SecondFactors factors;
  private final SharingProperties properties;

  /** For people outside. */
  boolean is(Visitor visitor) {
    return isFresh(visitor, freshness.lasts());
  }

  /** For colleagues and groups; also if the account has no second factor that could be asked. */
  boolean isForColleagues(Visitor visitor) {
    return isFresh(visitor, properties.factorMaxAge())
        || accounts.find(visitor.account()).filter(this::hasNone).isPresent();
  }

  boolean isFor(Receiver receiver, Visitor visitor) {
    return receiver instanceof Receiver.Address ? is(visitor) : isForColleagues(visitor);
  }

  /** How long ago it may be for colleagues and groups. */
  Duration lastsForColleagues() {
    return properties.factorMaxAge();
  }

  private boolean hasNone(Account account) {
    return factors.forChange(account, Set.of()).isEmpty();
  }

  private boolean isFresh(Visitor visitor, Duration maxAge) {
    return accounts
        .find(visitor.account())
        .flatMap(
            account ->
                signIns
                    .find(visitor.signIn())
                    .filter(it -> it.state() == SignIn.State.COMPLETE)
                    .filter(it -> freshness.isFresh(account, it, maxAge)))
        .isPresent();
  }
}
