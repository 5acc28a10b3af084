package org.sallyport.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.RetryAfter;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.secondfactor.ChallengeResult;
import org.sallyport.secondfactor.CodePromptView;
import org.sallyport.secondfactor.CodePromptViews;
import org.sallyport.secondfactor.Offer;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.session.SignIn;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The page of an attempt whose code could not be sent: the reason, the time at which the next one
 * can be sent, and the methods that work until then (rule 9).
 */
@Component
class NoCode {
  private final SecondFactors factors;
  private final CodePromptViews asks;

  NoCode(SecondFactors factors, CodePromptViews asks) {
    this.factors = factors;
    this.asks = asks;
  }

  /**
   * Renders the page.
   *
   * @param problem why the action that led here failed; null if the page was only opened
   */
  String page(
      Visitor visitor,
      SignInProgress signInProgress,
      CodePromptView.@Nullable Problem problem,
      HttpServletResponse response,
      Model model) {
    Optional<ChallengeResult.NotBefore> limit = limit(signInProgress);
    limit.ifPresent(it -> RetryAfter.set(response, asks.secondsUntil(it.until())));
    model.addAttribute("username", visitor.username());
    model.addAttribute("lines", lines(limit, problem));
    model.addAttribute("ready", limit.isEmpty());
    model.addAttribute("resendAction", signInProgress.page() + "/resend");
    model.addAttribute("ways", ways(signInProgress));
    return "no-code";
  }

  private List<String> lines(
      Optional<ChallengeResult.NotBefore> limit, CodePromptView.@Nullable Problem problem) {
    if (limit.isPresent()) {
      return asks.notSent(limit.get()).lines();
    }
    return problem == null ? List.of("A code can be sent now.") : problem.lines();
  }

  private Optional<ChallengeResult.NotBefore> limit(SignInProgress signInProgress) {
    return factor(signInProgress)
        .flatMap(
            factor ->
                factor.heldBack(
                    signInProgress.account(), signInProgress.signIn(), Purpose.SIGN_IN));
  }

  /** The other methods that no limit blocks. */
  private List<Offer> ways(SignInProgress signInProgress) {
    Account account = signInProgress.account();
    SignIn signIn = signInProgress.signIn();
    return factors.ways(account).stream()
        .filter(way -> !way.method().equals(signIn.method()))
        .filter(way -> way.heldBack(account, signIn, Purpose.SIGN_IN).isEmpty())
        .map(way -> way.offer(account))
        .toList();
  }

  private Optional<SecondFactor> factor(SignInProgress signInProgress) {
    return Optional.ofNullable(signInProgress.signIn().method()).flatMap(factors::byMethod);
  }
}
