package org.sallyport.gate.signin.password;

import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.directory.DirectoryPeople;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.IssuedToken;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIn.IssuerProof;
import org.sallyport.gate.session.SignIn.TicketProof;
import org.sallyport.gate.session.SignIns;
import org.sallyport.gate.signin.SignInProgress;
import org.sallyport.gate.signin.landing.Landing;
import org.sallyport.gate.signin.landing.LandingCookie;
import org.sallyport.gate.trustedbrowser.RememberProperties;
import org.sallyport.gate.trustedbrowser.Trust;
import org.sallyport.gate.trustedbrowser.TrustedBrowsers;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Starts an attempt after a valid password, a sign-in at an issuer elsewhere, or a valid ticket.
 * One transaction that locks the account's row inserts the attempt and either issues the
 * second-factor prompt or accepts the remembered browser. So no code exists without its attempt,
 * and a locked account cannot get past this step.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AttemptStarter {
  private final Accounts accounts;
  private final SignIns signIns;
  private final SecondFactors factors;
  private final TrustedBrowsers browsers;
  private final RememberProperties remember;
  private final SignInProgress signInProgress;
  private final LandingCookie landings;
  private final DirectoryPeople people;
  private final DomainEvents events;

  /**
   * Starts the attempt. Re-checks under the lock on the account's row that the account is enabled
   * and that the password verified before the lock is still the current one.
   *
   * @param mustChange whether the directory wants the password to be changed before anything else
   * @param renewed the password's hash with newer parameters; null if the stored hash is up to date
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public PasswordResult admit(
      Credentials credentials, Account seen, @Nullable String renewed, boolean mustChange) {
    HeldAccount held = accounts.hold(seen.id());
    if (isOutdated(seen, held)) {
      return new PasswordResult.BadCredentials();
    }
    if (renewed != null) {
      accounts.renewPassword(held.id(), Objects.requireNonNull(seen.passwordHash()), renewed);
    }
    if (seen.directory() != null) {
      people.requireChange(held, mustChange);
    }
    ArrivingBrowser browser = credentials.browser();
    IssuedToken begun =
        signIns.begin(held.id(), browser.origin(), browser.known(), landing(held, browser));
    return credentials.goesOn().test(accounts.find(held.id()).orElseThrow())
        ? start(browser, held, begun)
        : new PasswordResult.NeedsFactor(
            begun, nothing(browser), signInProgress.page(null, held.account()));
  }

  /**
   * Starts the attempt of somebody who signed in at an issuer elsewhere.
   *
   * @param held enabled, and looked at under the lock: it belongs to the person
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public PasswordResult.Begun admit(ArrivingBrowser browser, HeldAccount held, IssuerProof proof) {
    return start(
        browser,
        held,
        signIns.begin(held.id(), proof, browser.origin(), browser.known(), landing(held, browser)));
  }

  /**
   * Starts the attempt of somebody whose Kerberos ticket was accepted. Re-checks under the lock
   * that the account is enabled and still that of a person of the directory.
   *
   * @param mustChange whether the directory wants the password to be changed before anything else
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public PasswordResult admit(
      ArrivingBrowser browser, Account seen, TicketProof ticket, boolean mustChange) {
    HeldAccount held = accounts.hold(seen.id());
    if (isOutdated(seen, held)) {
      return new PasswordResult.BadCredentials();
    }
    people.requireChange(held, mustChange);
    return start(
        browser,
        held,
        signIns.begin(
            held.id(), ticket, browser.origin(), browser.known(), landing(held, browser)));
  }

  /** Whether what was verified before the lock is no longer so. */
  private static boolean isOutdated(Account seen, HeldAccount held) {
    return held.account().isDisabled()
        || !Objects.equals(held.account().passwordHash(), seen.passwordHash())
        || !Objects.equals(held.account().directory(), seen.directory());
  }

  private @Nullable String landing(HeldAccount held, ArrivingBrowser browser) {
    return landings.of(held.id(), browser.landing());
  }

  private PasswordResult.Begun start(
      ArrivingBrowser browser, HeldAccount held, IssuedToken issuedToken) {
    Trust nothing = nothing(browser);
    if (held.account().isLocked()) {
      events.publish(
          new SignInEvent.RefusedWhileLocked(held.id(), issuedToken.id()), browser.origin());
      return new PasswordResult.NeedsFactor(
          issuedToken, nothing, signInProgress.page(null, held.account()));
    }
    SignIn signIn = signIns.find(issuedToken.id()).orElseThrow();
    if (signIn.isFactorAlone()) {
      return ask(browser, held, issuedToken, nothing);
    }
    boolean isProved = signIn.issuer() != null && signIn.issuer().secondFactor();
    if (isProved || factors.waived(held.account())) {
      return through(browser, signIn, signIn.aloneMethod(), nothing);
    }
    Trust trust =
        mayBeRemembered(held.account())
            ? browsers.present(held, browser.trustCookie(), browser.origin())
            : nothing;
    return trust.browser() == null
        ? ask(browser, held, issuedToken, trust)
        : through(browser, signIn, SignIn.REMEMBERED, trust);
  }

  private static Trust nothing(ArrivingBrowser browser) {
    return new Trust(null, Objects.requireNonNullElse(browser.trustCookie(), ""));
  }

  /** A remembered browser replaces the second factor, but not the choice of a method (rule 25). */
  private boolean mayBeRemembered(Account account) {
    return remember.offered() && !account.isStaff() && factors.primaryFor(account).isPresent();
  }

  private PasswordResult.Begun through(
      ArrivingBrowser browser, SignIn signIn, String how, Trust trust) {
    IssuedToken complete =
        signIns.complete(signIn, how, false, trust.browser(), browser.origin()).orElseThrow();
    return new PasswordResult.SignedIn(complete, trust, Landing.of(signIn.landing()));
  }

  /**
   * Issues the prompt of the account's factor, if it has one; otherwise the method chooser is next.
   */
  private PasswordResult.Begun ask(
      ArrivingBrowser browser, HeldAccount held, IssuedToken issuedToken, Trust trust) {
    SignIn signIn = signIns.find(issuedToken.id()).orElseThrow();
    Optional<SecondFactor> primary = factors.firstFor(held.account(), signIn);
    primary.ifPresent(
        factor -> {
          SignIn chosen = signIns.choose(issuedToken.id(), factor.method(), null).orElseThrow();
          factor.issue(FactorContext.signIn(held, chosen, browser.origin()), false);
        });
    String next =
        signInProgress.page(primary.map(SecondFactor::method).orElse(null), held.account());
    return new PasswordResult.NeedsFactor(issuedToken, trust, next);
  }
}
