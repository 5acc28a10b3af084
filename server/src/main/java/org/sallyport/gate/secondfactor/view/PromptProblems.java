package org.sallyport.gate.secondfactor.view;

import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The errors on the page of a prompt: refused answers, and codes that cannot be sent (rule 14). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PromptProblems {
  private final PromptViews views;
  private final PromptTimes times;

  /**
   * The error shown for an answer that was not accepted; null if the page of the prompt says it
   * all. The typed answer is not shown again: it may be a code (rule 6), and the next one is typed
   * into an empty field.
   *
   * @param aim what the answer was for
   */
  public @Nullable PromptProblem of(
      Verdict.StillOpen verdict, @Nullable Prompt prompt, PromptFrame.Aim aim) {
    return switch (verdict) {
      case Verdict.Malformed malformed -> PromptProblem.of(malformed(prompt));
      case Verdict.Mismatch refused ->
          new PromptProblem(words(refused.why(), prompt), refused.triesLeft());
      case Verdict.Repeated repeated ->
          PromptProblem.of(
              Messages.text("prompt.problem.repeated", aim.word()),
              Messages.text("prompt.problem.repeated-free", aim.word()));
      case Verdict.NotAccepted _ ->
          PromptProblem.of(
              Messages.text("prompt.problem.signature"),
              Messages.text("prompt.problem.signature-again"));
      case Verdict.Wait wait -> notLookedAt(wait);
      case Verdict.Unanswered unanswered ->
          PromptProblem.of(
              Messages.text("prompt.problem.unanswered"),
              Messages.text("prompt.problem.unanswered-first"));
      case Verdict.NotApproved _ -> null;
    };
  }

  private PromptProblem notLookedAt(Verdict.Wait wait) {
    return wait.ofAddress()
        ? PromptProblem.of(
            Messages.text("prompt.wait.network"),
            Messages.text("prompt.wait.again", times.inOrAt(wait.until())))
        : PromptProblem.of(
            Messages.text("prompt.wait.account"),
            Messages.text(
                "prompt.wait.again",
                Messages.text("prompt.time.today", times.timeAndZone(wait.until()))));
  }

  /** The error shown when a code was sent a moment ago. */
  public PromptProblem notSent(ChallengeResult.JustSent justSent) {
    return notSent(justSent.until(), Messages.text("prompt.wait.just-sent"), "prompt.wait.next");
  }

  /** The error shown when no further code can be sent. */
  public PromptProblem notSent(ChallengeResult.NotBefore notBefore) {
    String next = notBefore.ofCalls() ? "prompt.wait.next-call" : "prompt.wait.next";
    return notSent(notBefore.until(), notBefore.reason(), next);
  }

  private PromptProblem notSent(Instant until, String reason, String next) {
    return PromptProblem.of(reason, Messages.text(next, times.inOrAt(until)));
  }

  private List<String> words(MatchResult why, @Nullable Prompt prompt) {
    return switch (why) {
      case MatchResult.Right _ ->
          throw new IllegalArgumentException("an accepted answer has no error message");
      case MatchResult.Wrong wrong -> List.of(wrong(prompt));
      case MatchResult.Superseded old ->
          List.of(
              Messages.text("prompt.problem.older", old.tag()),
              Messages.text("prompt.problem.newer", old.newerTag(), times.time(old.newerSentAt())));
      case MatchResult.VoidedElsewhere elsewhere ->
          shows(prompt, PromptView.MessageState.VOID)
              ? List.of()
              : List.of(
                  Messages.text("prompt.problem.void", elsewhere.tag()),
                  Messages.text("prompt.problem.void-why"));
      case MatchResult.OtherWay other ->
          List.of(
              Messages.text("prompt.problem.other-way", other.tag()),
              Messages.text("prompt.problem.other-way-why"));
      case MatchResult.Expired expired ->
          shows(prompt, PromptView.MessageState.EXPIRED)
              ? List.of()
              : List.of(
                  Messages.text("prompt.problem.expired", expired.tag()),
                  Messages.text("prompt.problem.ask-again"));
      case MatchResult.Used used ->
          List.of(
              Messages.text("prompt.problem.used", used.tag()),
              Messages.text("prompt.problem.ask-again"));
      case MatchResult.UsedBefore used -> List.of(used.words());
      case MatchResult.Unproven _ -> List.of(Messages.text("prompt.problem.not-accepted"));
      case MatchResult.Copied _ -> List.of(Messages.text("prompt.problem.not-accepted"));
    };
  }

  /** Whether the prompt's page already shows that state. */
  private boolean shows(@Nullable Prompt prompt, PromptView.MessageState state) {
    return prompt instanceof Prompt.Sent sent && views.state(sent) == state;
  }

  private static String malformed(@Nullable Prompt prompt) {
    return switch (prompt) {
      case Prompt.Sent sent ->
          Messages.text("prompt.problem.malformed-sent", sent.tag(), sent.digits());
      case Prompt.Typed typed -> typed.field().malformed();
      case Prompt.Signature signature -> Messages.text("prompt.problem.no-signature");
      case Prompt.Approval _ -> Messages.text("prompt.problem.malformed-app");
      case Prompt.Unsent unsent -> Messages.text("prompt.field.malformed", unsent.digits());
      case null -> Messages.text("prompt.problem.not-accepted");
    };
  }

  private static String wrong(@Nullable Prompt prompt) {
    return prompt instanceof Prompt.Sent sent
        ? Messages.text("prompt.problem.wrong-sent", sent.tag())
        : Messages.text("prompt.problem.wrong");
  }
}
