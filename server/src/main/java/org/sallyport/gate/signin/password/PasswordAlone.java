package org.sallyport.gate.signin.password;

import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.SecondFactorRequirement;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.IssuedToken;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.gate.signin.landing.Landing;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The choice "No second factor", where the installation offers it (rule 24). The owner is notified,
 * since an attacker with a stolen password could choose it too.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PasswordAlone {
  private final Accounts accounts;
  private final SignIns signIns;
  private final SecondFactors factors;
  private final DomainEvents events;

  /** The result of the choice. */
  public sealed interface Chosen {

    /** The session is open; later sign-ins of the account need the password only. */
    record SignedIn(IssuedToken opened, String landing) implements Chosen {}

    /** The attempt has ended, or the account is locked. */
    record AttemptOver() implements Chosen {}

    /** The account may not choose this. */
    record NotOffered() implements Chosen {}
  }

  @Transactional
  public Chosen choose(Visitor visitor, Origin origin) {
    HeldAccount held = accounts.hold(visitor.account());
    Optional<SignIn> open =
        signIns.find(visitor.signIn()).filter(it -> it.state() == SignIn.State.PASSWORD);
    if (held.account().isLocked() || held.account().isDisabled() || open.isEmpty()) {
      return new Chosen.AttemptOver();
    }
    if (open.get().isFactorAlone()
        || factors.need(held.account()) != SecondFactorRequirement.OPTIONAL
        || factors.primaryFor(held.account()).isPresent()
        || factors.awaitingConsent(held.account()).isPresent()
        || factors.hasDevice(held.account())) {
      events.publish(new SignInEvent.MethodRefused(held.id(), visitor.signIn()), origin);
      return new Chosen.NotOffered();
    }
    IssuedToken opened =
        signIns.complete(open.get(), open.get().aloneMethod(), false, null, origin).orElseThrow();
    settle(held, visitor, origin);
    return new Chosen.SignedIn(opened, Landing.of(open.get().landing()));
  }

  private void settle(HeldAccount held, Visitor visitor, Origin origin) {
    String before = Objects.requireNonNullElse(held.account().method(), "");
    accounts.setMethod(held, SecondFactors.NONE);
    events.publish(
        new AccountEvent.MethodChanged(held.id(), visitor.signIn(), before, SecondFactors.NONE),
        origin);
  }
}
