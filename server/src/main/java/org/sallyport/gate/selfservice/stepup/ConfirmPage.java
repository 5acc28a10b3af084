package org.sallyport.gate.selfservice.stepup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.secondfactor.approval.Approvals;
import org.sallyport.gate.secondfactor.view.PromptFrame;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.access.BackgroundRequestMark;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.messages.Messages;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Prompts for the second factor again to confirm a pending change (rule 28). */
@Controller
@RequestMapping("/settings/confirm")
@ForSignedIn
@RequiredArgsConstructor
class ConfirmPage {
  private static final Duration LONG_POLL_TIMEOUT = Duration.ofSeconds(20);
  private static final String PATH = "/settings/confirm";
  private static final String OTHER_WAY = PATH + "?by=other";
  private static final String HOME = "redirect:/settings/account";

  private final StepUps stepUps;
  private final ChangeCodePrompts changeCodePrompts;
  private final ChangeAnswers answers;
  private final Approvals approvals;
  private final ConfirmReasons reasons;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String by,
      HttpServletRequest request,
      Model model) {
    return prompt(visitor, by)
        .map(prompt -> changeCodePrompts.page(frame(visitor, by), prompt, model))
        .orElseGet(() -> "redirect:" + BackgroundRequestMark.on(request, "/settings/account"));
  }

  /**
   * Completes when the phone has answered or the poll times out; the page then polls again or
   * continues.
   */
  @GetMapping("/wait")
  @ResponseBody
  CompletableFuture<String> await(@AuthenticationPrincipal Visitor visitor) {
    return approvals
        .settled(stepUps.session(visitor), Purpose.STEP_UP, LONG_POLL_TIMEOUT)
        .thenApply(settled -> settled ? "settled" : "open");
  }

  @PostMapping
  String answer(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String credential,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String answer = credential.isEmpty() ? code : credential;
    String by = by(request);
    StepUps.Confirmed confirmed = stepUps.answer(visitor, by != null, answer, Origin.of(request));
    return switch (confirmed.verdict()) {
      case Verdict.Accepted _ -> begun(confirmed, response);
      case Verdict.Locked locked ->
          answers.locked(stepUps.account(visitor).lockReference(), response, model);
      case Verdict.StillOpen open -> refuse(visitor, by, open, response, model);
      case Verdict.TriesUsedUp _ -> HOME;
      case Verdict.Complete _ -> HOME;
      case Verdict.Over _ -> HOME;
    };
  }

  private static String begun(StepUps.Confirmed confirmed, HttpServletResponse response) {
    SignInCookies.session(response, Objects.requireNonNull(confirmed.opened()));
    return "redirect:" + Objects.requireNonNull(confirmed.begun()).page();
  }

  private String refuse(
      Visitor visitor,
      @Nullable String by,
      Verdict.StillOpen verdict,
      HttpServletResponse response,
      Model model) {
    return prompt(visitor, by)
        .map(
            prompt ->
                changeCodePrompts.refuse(frame(visitor, by), prompt, verdict, response, model))
        .orElse(HOME);
  }

  @PostMapping("/resend")
  String resend(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String call,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ChallengeResult challengeResult = stepUps.again(visitor, call != null, Origin.of(request));
    Optional<Prompt> prompt = prompt(visitor, null);
    return challengeResult instanceof ChallengeResult.Issued || prompt.isEmpty()
        ? "redirect:" + PATH
        : changeCodePrompts.notSent(
            frame(visitor, null), prompt.get(), challengeResult, response, model);
  }

  /** Cancels the change. */
  @PostMapping("/cancel")
  String cancel(@AuthenticationPrincipal Visitor visitor) {
    stepUps.cancel(visitor);
    return HOME;
  }

  /** The factor the form was for, from the query string: parameters are read from the body only. */
  private static @Nullable String by(HttpServletRequest request) {
    String query = request.getQueryString();
    return query != null && Arrays.asList(query.split("&")).contains("by=other") ? "other" : null;
  }

  /** The open prompt, as long as a change awaits its answer. */
  private Optional<Prompt> prompt(Visitor visitor, @Nullable String by) {
    return stepUps.requested(visitor).flatMap(change -> stepUps.question(visitor, by != null));
  }

  private PromptFrame frame(Visitor visitor, @Nullable String by) {
    boolean other = by != null;
    String otherWay = other ? PATH : stepUps.hasOtherWay(visitor) ? OTHER_WAY : null;
    return PromptFrame.ofConfirmation(
        visitor.username(),
        other ? OTHER_WAY : PATH,
        Messages.text("prompt.confirm.heading"),
        otherWay,
        reasons.of(visitor, other, PATH));
  }
}
