package org.sallyport.selfservice.stepup;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Visitor;
import org.sallyport.secondfactor.ChallengeResult;
import org.sallyport.secondfactor.CodePromptView;
import org.sallyport.secondfactor.CodePromptViews;
import org.sallyport.secondfactor.Prompt;
import org.sallyport.secondfactor.Verdict;
import org.sallyport.selfservice.ChangeAnswers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page that prompts for a code before or during a change. */
@Component
public class ChangeCodePrompts {
  private final CodePromptViews asks;
  private final ChangeAnswers answers;

  ChangeCodePrompts(CodePromptViews asks, ChangeAnswers answers) {
    this.asks = asks;
    this.answers = answers;
  }

  /**
   * The context in which the page is used.
   *
   * @param action the path to which the code is posted; Resend posts to a path below it
   * @param otherWay the link to a prompt for another factor instead; null if there is none
   * @param changeHref the link to correct what was typed; null if nothing was typed
   * @param leave how to continue without an answer; null if that is not possible
   * @param change the change to confirm; null if a contact is being verified
   */
  public record Step(
      String action,
      String heading,
      @Nullable String otherWay,
      @Nullable String changeHref,
      CodePromptView.@Nullable Leave leave,
      CodePromptView.@Nullable Confirmation change) {}

  /** The page for an open prompt. */
  public String page(Visitor visitor, Step step, Prompt prompt, Model model) {
    return page(visitor, step, prompt, null, model);
  }

  /** Refuses an answer: 422, or 429 if the next try has to wait. */
  public String refuse(
      Visitor visitor,
      Step step,
      Prompt prompt,
      Verdict verdict,
      HttpServletResponse response,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    if (verdict instanceof Verdict.Wait wait) {
      answers.retryAfter(wait.until(), response);
    }
    return page(visitor, step, prompt, asks.problem(verdict, prompt), model);
  }

  /** No further code can be sent now: 429. */
  public String notSent(
      Visitor visitor,
      Step step,
      Prompt prompt,
      ChallengeResult challengeResult,
      HttpServletResponse response,
      Model model) {
    if (challengeResult instanceof ChallengeResult.JustSent justSent) {
      answers.retryAfter(justSent.until(), response);
      return page(visitor, step, prompt, asks.notSent(justSent), model);
    }
    if (challengeResult instanceof ChallengeResult.NotBefore notBefore) {
      answers.retryAfter(notBefore.until(), response);
      return page(visitor, step, prompt, asks.notSent(notBefore), model);
    }
    Instant again = answers.again(challengeResult);
    answers.retryAfter(again, response);
    CodePromptView.Problem problem =
        new CodePromptView.Problem(
            List.of("The next one can be sent " + asks.when(again) + "."), null);
    return page(visitor, step, prompt, problem, model);
  }

  private String page(
      Visitor visitor,
      Step step,
      Prompt prompt,
      CodePromptView.@Nullable Problem problem,
      Model model) {
    CodePromptView.Frame frame =
        new CodePromptView.Frame(
            visitor.username(),
            step.action(),
            step.action() + "/resend",
            null,
            null,
            step.otherWay(),
            false,
            step.heading(),
            step.changeHref(),
            step.leave(),
            step.change());
    CodePromptView ask = asks.page(prompt, frame, problem);
    model.addAttribute("ask", ask);
    return ask.template();
  }
}
