package org.sallyport.gate.selfservice.stepup;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.secondfactor.view.PromptFrame;
import org.sallyport.gate.secondfactor.view.PromptProblem;
import org.sallyport.gate.secondfactor.view.PromptProblems;
import org.sallyport.gate.secondfactor.view.PromptTimes;
import org.sallyport.gate.secondfactor.view.PromptViews;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page of a prompt before or during a change. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ChangeCodePrompts {
  private final PromptViews promptViews;
  private final PromptProblems promptProblems;
  private final PromptTimes promptTimes;
  private final ChangeAnswers answers;

  /** The page for an open prompt. */
  public String page(PromptFrame frame, Prompt prompt, Model model) {
    return promptViews.page(prompt, frame, null, model);
  }

  /** Refuses an answer: 422, or 429 if the next try has to wait. */
  public String refuse(
      PromptFrame frame,
      Prompt prompt,
      Verdict.StillOpen verdict,
      HttpServletResponse response,
      Model model) {
    switch (verdict) {
      case Verdict.Wait wait -> answers.retryAfter(wait.until(), response);
      case Verdict.StillOpen _ -> RefusedForm.answer(response);
    }
    PromptProblem problem = promptProblems.of(verdict, prompt, frame.aim());
    return promptViews.page(prompt, frame, problem, model);
  }

  /** No further code can be sent now: 429. */
  public String notSent(
      PromptFrame frame,
      Prompt prompt,
      ChallengeResult challengeResult,
      HttpServletResponse response,
      Model model) {
    Instant again = answers.again(challengeResult);
    answers.retryAfter(again, response);
    return promptViews.page(prompt, frame, whyNotSent(challengeResult, again), model);
  }

  private PromptProblem whyNotSent(ChallengeResult challengeResult, Instant again) {
    return switch (challengeResult) {
      case ChallengeResult.JustSent justSent -> promptProblems.notSent(justSent);
      case ChallengeResult.NotBefore notBefore -> promptProblems.notSent(notBefore);
      case ChallengeResult.Issued _ -> nextOne(again);
      case ChallengeResult.Exhausted _ -> nextOne(again);
      case ChallengeResult.NotLinked _ -> nextOne(again);
    };
  }

  private PromptProblem nextOne(Instant again) {
    return PromptProblem.of(Messages.text("prompt.wait.next", promptTimes.when(again)));
  }
}
