package org.sallyport.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.installation.Installation;
import org.sallyport.secondfactor.CodePromptView;
import org.sallyport.secondfactor.Prompt;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.session.SignIn;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The model of the pages between the password and the completed sign-in. */
@Component
class SignInPrompts {
  private final Accounts accounts;
  private final SecondFactors factors;
  private final SecondFactorStep door;
  private final SignInSteps signInSteps;
  private final Installation installation;

  SignInPrompts(
      Accounts accounts,
      SecondFactors factors,
      SecondFactorStep door,
      SignInSteps signInSteps,
      Installation installation) {
    this.accounts = accounts;
    this.factors = factors;
    this.door = door;
    this.signInSteps = signInSteps;
    this.installation = installation;
  }

  /** The page of the attempt's current step; empty if it is the given page. */
  Optional<String> elsewhere(SignInProgress signInProgress, String page) {
    return signInProgress.page().equals(page)
        ? Optional.empty()
        : Optional.of(signInProgress.page());
  }

  /** The current state of the attempt. */
  SignInProgress standing(Visitor visitor) {
    return signInSteps.standing(visitor);
  }

  /** The prompt that was issued; empty if nothing could be sent yet. */
  Optional<Prompt> asked(SignInProgress signInProgress) {
    SignIn signIn = signInProgress.signIn();
    String method = signIn.method();
    return method == null
        ? Optional.empty()
        : factors
            .byMethod(method)
            .flatMap(factor -> factor.asked(signInProgress.account(), signIn, Purpose.SIGN_IN));
  }

  CodePromptView.Frame frame(Visitor visitor, SignInProgress signInProgress) {
    Account account = signInProgress.account();
    String page = signInProgress.page();
    return new CodePromptView.Frame(
        visitor.username(),
        page,
        page + "/resend",
        door.rememberFor(account),
        rememberWhyNot(account),
        otherWays(account, signInProgress.signIn()),
        true,
        null,
        null,
        null,
        null);
  }

  /** Renders the page of a locked account; shown only after a valid password (rule 16). */
  String locked(Visitor visitor, Model model) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    Instant at = account.lockedAt();
    if (at == null) {
      return "redirect:" + signInSteps.next(visitor);
    }
    String reference = account.lockReference();
    model.addAttribute(
        "lock",
        new Lock(
            visitor.username(),
            reference == null ? "" : reference,
            at.atZone(installation.zone()),
            account.wrongCodes()));
    return "locked";
  }

  private @Nullable String otherWays(Account account, SignIn signIn) {
    if (factors.usual(account).isEmpty()) {
      return "/login/method";
    }
    return otherWaysThan(signIn.method(), account).isEmpty() ? null : "/login/another-way";
  }

  /** The methods of an account except the one in use. */
  List<SecondFactor> otherWaysThan(@Nullable String inUse, Account account) {
    return factors.ways(account).stream().filter(factor -> !factor.method().equals(inUse)).toList();
  }

  private static @Nullable String rememberWhyNot(Account account) {
    return account.isAdmin()
        ? "This account runs the installation, so its second factor is asked for at every sign-in."
        : null;
  }
}
