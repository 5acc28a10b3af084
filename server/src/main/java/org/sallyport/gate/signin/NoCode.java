package org.sallyport.gate.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.view.PromptProblem;
import org.sallyport.gate.secondfactor.view.PromptProblems;
import org.sallyport.gate.secondfactor.view.PromptTimes;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The page of an attempt whose code could not be sent: the reason, the time at which the next one
 * can be sent, and the methods that work until then (rule 9).
 */
@Component
@RequiredArgsConstructor
class NoCode {
  private final SignInProgress signInProgress;
  private final PromptProblems promptProblems;
  private final PromptTimes promptTimes;

  /**
   * Renders the page.
   *
   * @param problem why the action that led here failed; null if the page was only opened
   */
  String page(
      Visitor visitor,
      SignInProgress.AttemptState state,
      @Nullable PromptProblem problem,
      HttpServletResponse response,
      Model model) {
    Optional<ChallengeResult.NotBefore> limit = limit(state);
    limit.ifPresent(it -> RetryAfter.set(response, promptTimes.secondsUntil(it.until())));
    model.addAttribute("username", visitor.username());
    model.addAttribute("lines", lines(limit, problem));
    model.addAttribute("ready", limit.isEmpty());
    model.addAttribute("resendAction", state.page() + SignInPaths.RESEND);
    model.addAttribute("ways", ways(state));
    return "no-code";
  }

  private List<String> lines(
      Optional<ChallengeResult.NotBefore> limit, @Nullable PromptProblem problem) {
    if (limit.isPresent()) {
      return promptProblems.notSent(limit.get()).lines();
    }
    return problem == null ? List.of(Messages.text("signin.no-code.now")) : problem.lines();
  }

  private Optional<ChallengeResult.NotBefore> limit(SignInProgress.AttemptState state) {
    return signInProgress
        .factor(state)
        .flatMap(factor -> factor.heldBack(state.account(), state.signIn(), Purpose.SIGN_IN));
  }

  /** The other methods that no limit blocks. */
  private List<Offer> ways(SignInProgress.AttemptState state) {
    Account account = state.account();
    SignIn signIn = state.signIn();
    return signInProgress.otherWays(state).stream()
        .filter(way -> way.heldBack(account, signIn, Purpose.SIGN_IN).isEmpty())
        .map(way -> way.offer(account))
        .toList();
  }
}
