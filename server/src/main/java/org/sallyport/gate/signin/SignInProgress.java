package org.sallyport.gate.signin;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.ResponseMode;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.view.PromptFrame;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * How far a visitor's sign-in is after the password: its current page, and what that page shows.
 * The page is derived from the attempt's row, never from the request.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SignInProgress {
  private final Accounts accounts;
  private final SignIns signIns;
  private final SecondFactors factors;
  private final SecondFactorStep secondFactorStep;
  private final Installation installation;

  /**
   * The state of an attempt, read once per page.
   *
   * @param page path of the current page
   */
  record AttemptState(SignIn signIn, Account account, String page) {

    /** The current page, if it is another one than this. */
    Optional<String> elsewhere(String path) {
      return page.equals(path) ? Optional.empty() : Optional.of(page);
    }
  }

  /** The current state of the visitor's attempt. */
  AttemptState of(Visitor visitor) {
    SignIn signIn = signIns.find(visitor.signIn()).orElseThrow();
    Account account = accounts.find(signIn.account()).orElseThrow();
    return new AttemptState(signIn, account, page(signIn.method(), account));
  }

  /** The path of the current page of a visitor. */
  public String page(Visitor visitor) {
    return of(visitor).page();
  }

  /**
   * The path of the current page of an attempt whose rows the caller has just written or read.
   *
   * @param method of the attempt; null until one was chosen
   */
  public String page(@Nullable String method, Account account) {
    if (account.isLocked()) {
      return SignInPaths.LOCKED;
    }
    if (method != null) {
      return SignInPaths.of(
          factors.byMethod(method).map(SecondFactor::answering).orElse(ResponseMode.TYPED));
    }
    return factors.choices(account).stream().anyMatch(Offer::enabled)
        ? SignInPaths.METHOD
        : SignInPaths.ASK_ADMIN;
  }

  /** Whether the visitor's account is locked. */
  public boolean isLocked(Visitor visitor) {
    return accounts.find(visitor.account()).map(Account::isLocked).orElse(true);
  }

  /** The lock of the visitor's account; empty if it is not locked. */
  Optional<Lock> lock(Visitor visitor) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    return Optional.ofNullable(account.lockedAt())
        .map(
            at ->
                new Lock(
                    visitor.username(),
                    Objects.requireNonNullElse(account.lockReference(), ""),
                    at.atZone(installation.zone()),
                    account.wrongCodes()));
  }

  /** The factor in use; empty if none was chosen. */
  Optional<SecondFactor> factor(AttemptState state) {
    return Optional.ofNullable(state.signIn().method()).flatMap(factors::byMethod);
  }

  /** The prompt that was issued; empty if nothing could be sent yet. */
  Optional<Prompt> prompt(AttemptState state) {
    return factor(state)
        .flatMap(factor -> factor.prompt(state.account(), state.signIn(), Purpose.SIGN_IN));
  }

  /** The frame of the prompt's page. */
  PromptFrame frame(Visitor visitor, AttemptState state) {
    Account account = state.account();
    return PromptFrame.ofSignIn(
        visitor.username(),
        state.page(),
        secondFactorStep.rememberFor(account, state.signIn()),
        rememberWhyNot(account),
        otherWaysPage(state),
        state.signIn().methodToLink() == null ? null : Messages.text("prompt.link-first"));
  }

  private @Nullable String otherWaysPage(AttemptState state) {
    if (factors.primaryFor(state.account()).isEmpty()) {
      return SignInPaths.METHOD;
    }
    return otherWays(state).isEmpty() ? null : SignInPaths.ANOTHER_WAY;
  }

  /** The factors of the account except the one in use. */
  List<SecondFactor> otherWays(AttemptState state) {
    return factors.ways(state.account(), state.signIn()).stream()
        .filter(factor -> !factor.method().equals(state.signIn().method()))
        .toList();
  }

  private static @Nullable String rememberWhyNot(Account account) {
    return account.isStaff() ? Messages.text("prompt.remember-admin") : null;
  }
}
