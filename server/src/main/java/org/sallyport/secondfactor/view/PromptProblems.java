package org.sallyport.secondfactor.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.secondfactor.ChallengeResult;
import org.sallyport.secondfactor.MatchResult;
import org.sallyport.secondfactor.Prompt;
import org.sallyport.secondfactor.Verdict;
import org.springframework.stereotype.Component;

/** The errors on the page of a prompt: refused answers, and codes that cannot be sent (rule 14). */
@Component
public class PromptProblems {
  private static final String ASK_AGAIN = "Ask for a new one with Resend One Time Password.";

  private final PromptViews views;
  private final PromptTimes times;

  PromptProblems(PromptViews views, PromptTimes times) {
    this.views = views;
    this.times = times;
  }

  /**
   * The error shown for an answer that was not accepted; null if the page of the prompt says it
   * all. The typed answer is not shown again: it may be a code (rule 6), and the next one is typed
   * into an empty field.
   */
  public @Nullable PromptProblem of(Verdict.StillOpen verdict, @Nullable Prompt prompt) {
    return switch (verdict) {
      case Verdict.Malformed malformed -> PromptProblem.of(malformed(prompt));
      case Verdict.Refused refused ->
          new PromptProblem(words(refused.why(), prompt), refused.triesLeft());
      case Verdict.Repeated repeated ->
          PromptProblem.of(
              "That code was accepted a moment ago, for another sign-in of yours.",
              "It costs no try. This sign-in needs a code of its own.");
      case Verdict.NotAccepted not ->
          PromptProblem.of("Your passkey was not accepted.", "Try again, or use another way.");
      case Verdict.Wait wait -> notLookedAt(wait);
      case Verdict.Unanswered unanswered ->
          PromptProblem.of("Your phone has not answered yet.", "Enter the number there first.");
      case Verdict.NotApproved notApproved -> null;
    };
  }

  private PromptProblem notLookedAt(Verdict.Wait wait) {
    return wait.ofAddress()
        ? PromptProblem.of(
            "Too many wrong passwords and codes came from your network. This code was not looked at, and costs no try.",
            "Try again " + times.inOrAt(wait.until()) + ".")
        : PromptProblem.of(
            "Too many codes were wrong of late. This one was not looked at.",
            "Try again at " + times.timeAndZone(wait.until()) + ".");
  }

  /** The error shown when a code was sent a moment ago. */
  public PromptProblem notSent(ChallengeResult.JustSent justSent) {
    return notSent(justSent.until(), "A code was sent a moment ago.");
  }

  /** The error shown when no further code can be sent. */
  public PromptProblem notSent(ChallengeResult.NotBefore notBefore) {
    return notSent(notBefore.until(), notBefore.reason());
  }

  private PromptProblem notSent(Instant until, String reason) {
    return PromptProblem.of(reason, "The next one can be sent " + times.inOrAt(until) + ".");
  }

  private List<String> words(MatchResult why, @Nullable Prompt prompt) {
    return switch (why) {
      case MatchResult.Right right ->
          throw new IllegalArgumentException("a right code is no problem");
      case MatchResult.Wrong wrong -> List.of(wrong(prompt));
      case MatchResult.Superseded old ->
          List.of(
              "That code is from an older message, " + old.tag() + ".",
              String.format(
                  Locale.ROOT,
                  "A newer code, %s, was sent at %s. Enter that one.",
                  old.newerTag(),
                  times.time(old.newerSentAt())));
      case MatchResult.VoidedElsewhere elsewhere ->
          shows(prompt, PromptView.State.VOID)
              ? List.of()
              : List.of(
                  "The code from message " + elsewhere.tag() + " is void.",
                  "Another sign-in of your account asked for a newer one.");
      case MatchResult.OtherWay other ->
          List.of(
              "The code from message " + other.tag() + " was sent by another way.",
              "You have chosen another way since. Enter the code sent that way.");
      case MatchResult.Expired expired ->
          shows(prompt, PromptView.State.EXPIRED)
              ? List.of()
              : List.of("The code from message " + expired.tag() + " has expired.", ASK_AGAIN);
      case MatchResult.Used used ->
          List.of("The code from message " + used.tag() + " was used already.", ASK_AGAIN);
      case MatchResult.UsedBefore used -> List.of(used.words());
      case MatchResult.Unproven unproven -> List.of("That was not accepted.");
      case MatchResult.Copied copied -> List.of("That was not accepted.");
    };
  }

  /** Whether the prompt's page already shows that state. */
  private boolean shows(@Nullable Prompt prompt, PromptView.State state) {
    return prompt instanceof Prompt.Sent sent && views.state(sent) == state;
  }

  private static String malformed(@Nullable Prompt prompt) {
    return switch (prompt) {
      case Prompt.Sent sent ->
          "That is not a code. Enter the 6 digits from message " + sent.tag() + ".";
      case Prompt.Typed typed -> typed.field().malformed();
      case Prompt.Signature signature ->
          "Your browser gave no answer. Try again, or use another way.";
      case Prompt.Approval approval -> "That is not a code. Enter the 6 digits that the app shows.";
      case Prompt.Unsent unsent -> Prompt.Field.NOT_SIX_DIGITS;
      case null -> Prompt.Field.NOT_SIX_DIGITS;
    };
  }

  private static String wrong(@Nullable Prompt prompt) {
    return prompt instanceof Prompt.Sent sent
        ? "That is not the code from message " + sent.tag() + "."
        : "That is not the code.";
  }
}
