package org.sallyport.gate.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.secondfactor.view.PromptFrame;
import org.sallyport.gate.secondfactor.view.PromptProblem;
import org.sallyport.gate.secondfactor.view.PromptProblems;
import org.sallyport.gate.secondfactor.view.PromptTimes;
import org.sallyport.gate.secondfactor.view.PromptViews;
import org.sallyport.gate.session.KnownBrowsers;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.gate.trustedbrowser.TrustCookies;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAttempt;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The second-factor page: a typed code, an approval on a phone, or a signed challenge. A refused
 * answer gets 422 and the page with the reason.
 */
@Controller
@RequestMapping({SignInPaths.CODE, SignInPaths.APP, SignInPaths.PASSKEY})
@ForAttempt
@RequiredArgsConstructor
class CodePage {
  private static final long RETRY_AFTER_SECONDS = 60;

  private final SecondFactorStep secondFactorStep;
  private final SignInProgress signInProgress;
  private final PromptViews promptViews;
  private final PromptProblems promptProblems;
  private final PromptTimes promptTimes;
  private final NoCode noCode;
  private final KnownBrowsers knownBrowsers;
  private final TrustCookies trustCookies;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignInProgress.AttemptState state = signInProgress.of(visitor);
    Optional<String> elsewhere = state.elsewhere(request.getServletPath());
    return elsewhere.isPresent()
        ? "redirect:" + elsewhere.get()
        : page(visitor, response, model, state, null);
  }

  @PostMapping
  String answer(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String credential,
      @RequestParam(required = false) @Nullable String remember,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SecondFactorStep.Box box =
        new SecondFactorStep.Box(remember != null, TrustCookies.read(request));
    String answer = credential.isEmpty() ? code : credential;
    SecondFactorStep.Answered answered =
        secondFactorStep.answer(visitor, answer, box, Origin.of(request));
    return switch (answered.verdict()) {
      case Verdict.Accepted _ -> enter(visitor, answered, request, response);
      case Verdict.Complete _ -> "redirect:" + SignInPaths.LOGIN;
      case Verdict.Locked _ -> {
        refuse(response);
        yield LockedPage.page(signInProgress, visitor, model);
      }
      case Verdict.Over over -> over(response, model);
      case Verdict.TriesUsedUp _ -> over(response, model);
      case Verdict.Wait wait -> {
        tooMany(response, wait.until());
        yield again(visitor, wait, response, model);
      }
      case Verdict.StillOpen open -> {
        refuse(response);
        yield again(visitor, open, response, model);
      }
    };
  }

  @PostMapping(SignInPaths.RESEND)
  String resend(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String call,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (secondFactorStep.again(visitor, call != null, Origin.of(request))) {
      case ChallengeResult.Issued _ -> "redirect:" + signInProgress.page(visitor);
      case ChallengeResult.JustSent justSent ->
          notSent(visitor, justSent.until(), promptProblems.notSent(justSent), response, model);
      case ChallengeResult.NotBefore notBefore ->
          notSent(visitor, notBefore.until(), promptProblems.notSent(notBefore), response, model);
      case ChallengeResult.Exhausted exhausted ->
          exhausted(visitor, request.getServletPath(), response, model);
      case ChallengeResult.NotLinked _ -> "redirect:" + SignInPaths.LOGIN;
    };
  }

  private String enter(
      Visitor visitor,
      SecondFactorStep.Answered answered,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (answered.opened() == null) {
      SignInCookies.remove(response);
      return "redirect:" + answered.next();
    }
    SignInCookies.session(response, answered.opened());
    if (answered.trust() != null) {
      trustCookies.write(response, request, answered.trust());
    }
    knownBrowsers.remember(visitor.signIn(), visitor.username(), request, response);
    return "redirect:" + answered.next();
  }

  private static String over(HttpServletResponse response, Model model) {
    refuse(response);
    SignInCookies.remove(response);
    model.addAttribute("heading", Messages.text("signin.restart.heading"));
    model.addAttribute("lead", Messages.text("signin.over.lead"));
    model.addAttribute("alert", true);
    model.addAttribute("linkHref", SignInPaths.LOGIN);
    model.addAttribute("linkText", Messages.text("signin.over.back"));
    return "message";
  }

  /** The page again, with what was wrong with the answer. */
  private String again(
      Visitor visitor, Verdict.StillOpen verdict, HttpServletResponse response, Model model) {
    SignInProgress.AttemptState state = signInProgress.of(visitor);
    Prompt prompt = signInProgress.prompt(state).orElse(null);
    PromptProblem problem = promptProblems.of(verdict, prompt, PromptFrame.Aim.SIGN_IN);
    return page(visitor, response, model, state, problem);
  }

  /** The page again, with the time at which the next code can be sent. */
  private String notSent(
      Visitor visitor,
      Instant until,
      PromptProblem problem,
      HttpServletResponse response,
      Model model) {
    tooMany(response, until);
    return page(visitor, response, model, signInProgress.of(visitor), problem);
  }

  private String exhausted(
      Visitor visitor, String path, HttpServletResponse response, Model model) {
    SignInProgress.AttemptState state = signInProgress.of(visitor);
    Optional<String> elsewhere = state.elsewhere(path.replace(SignInPaths.RESEND, ""));
    if (elsewhere.isPresent()) {
      return "redirect:" + elsewhere.get();
    }
    RetryAfter.set(response, RETRY_AFTER_SECONDS);
    PromptProblem problem =
        PromptProblem.of(
            Messages.text("prompt.wait.no-more"), Messages.text("prompt.wait.no-more-help"));
    return page(visitor, response, model, state, problem);
  }

  private String page(
      Visitor visitor,
      HttpServletResponse response,
      Model model,
      SignInProgress.AttemptState state,
      @Nullable PromptProblem problem) {
    Optional<Prompt> prompt = signInProgress.prompt(state);
    return prompt.isEmpty()
        ? noCode.page(visitor, state, problem, response, model)
        : promptViews.page(prompt.get(), signInProgress.frame(visitor, state), problem, model);
  }

  private static void refuse(HttpServletResponse response) {
    RefusedForm.answer(response);
  }

  private void tooMany(HttpServletResponse response, Instant until) {
    RetryAfter.set(response, promptTimes.secondsUntil(until));
  }
}
