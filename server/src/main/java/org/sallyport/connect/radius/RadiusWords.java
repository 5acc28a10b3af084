package org.sallyport.connect.radius;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.secondfactor.view.PromptFrame;
import org.sallyport.gate.secondfactor.view.PromptProblem;
import org.sallyport.gate.secondfactor.view.PromptProblems;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** What people read in the window of a VPN client: a line or two of text. */
@Component
@RequiredArgsConstructor
class RadiusWords {
  /** Of an attribute's value, in bytes (RFC 2865, section 5). */
  private static final int MAX_BYTES = 253;

  private final PromptProblems problems;

  /**
   * The question of a prompt; empty if it cannot be asked here, or nothing was sent.
   *
   * @param others what can be asked for in its place
   */
  Optional<String> question(Prompt prompt, List<SecondFactor> others) {
    return asks(prompt).map(it -> ways(others).map(ways -> it + " " + ways).orElse(it));
  }

  private static Optional<String> asks(Prompt prompt) {
    return switch (prompt) {
      case Prompt.Sent sent ->
          Optional.of(
              Messages.text(
                  "radius.ask.sent",
                  sent.tag(),
                  sent.way(),
                  sent.to(),
                  Messages.text("radius.again")));
      case Prompt.Typed typed -> Optional.of(typed.question() + ".");
      case Prompt.Approval approval -> asks(approval);
      case Prompt.Unsent _, Prompt.Signature _ -> Optional.empty();
    };
  }

  private static Optional<String> asks(Prompt.Approval approval) {
    return switch (approval.state()) {
      case OPEN -> {
        String number = approval.number();
        yield Optional.ofNullable(number)
            .map(
                it ->
                    Messages.text(
                        approval.codes() ? "radius.ask.approval-or-code" : "radius.ask.approval",
                        it));
      }
      case APPROVED -> Optional.of(Messages.text("radius.ask.approved"));
      case PAUSED ->
          approval.codes() ? Optional.of(Messages.text("radius.ask.code")) : Optional.empty();
      case DENIED, WRONG_NUMBERS, REPLACED, PHONE_REMOVED, LATE -> Optional.empty();
    };
  }

  /** What can be asked for in place of what is asked; empty if nothing can. */
  static Optional<String> ways(List<SecondFactor> others) {
    return others.stream()
        .map(it -> Messages.text("radius.ask.other", it.method(), it.name()))
        .reduce((one, next) -> one + ", " + next)
        .map(it -> Messages.text("radius.ask.others", it));
  }

  /** Why a prompt cannot be answered any more. */
  static String ended(@Nullable Prompt prompt) {
    if (!(prompt instanceof Prompt.Approval approval)) {
      return Messages.text("radius.over");
    }
    return switch (approval.state()) {
      case DENIED -> Messages.text("radius.ended.denied");
      case WRONG_NUMBERS -> Messages.text("radius.ended.wrong-numbers");
      case REPLACED -> Messages.text("radius.ended.replaced");
      case PAUSED -> Messages.text("radius.ended.paused");
      case PHONE_REMOVED, LATE, OPEN, APPROVED -> Messages.text("radius.ended.late");
    };
  }

  /** What was wrong with an answer. */
  String problem(Verdict.StillOpen verdict, @Nullable Prompt prompt) {
    PromptProblem problem = problems.of(verdict, prompt, PromptFrame.Aim.SIGN_IN);
    return problem == null ? "" : String.join(" ", problem.lines());
  }

  String notSent(ChallengeResult.JustSent result) {
    return String.join(" ", problems.notSent(result).lines());
  }

  String notSent(ChallengeResult.NotBefore result) {
    return String.join(" ", problems.notSent(result).lines());
  }

  /** As much of a text as fits into one attribute. */
  static String fitting(String words) {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
    CharBuffer characters = CharBuffer.wrap(words);
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    encoder.encode(characters, bytes, true);
    return words.substring(0, characters.position());
  }
}
