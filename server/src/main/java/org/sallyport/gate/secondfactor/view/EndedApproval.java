package org.sallyport.gate.secondfactor.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.platform.messages.Messages;

/** Why a request to a device is no longer pending, for the sign-in or change that made it. */
final class EndedApproval {
  private EndedApproval() {}

  /** In lines; null while the request can be answered, and once it was approved. */
  static @Nullable List<String> lines(Prompt.Approval approval, PromptFrame.Aim aim) {
    return switch (approval.state()) {
      case OPEN, APPROVED -> null;
      case DENIED -> ended(Messages.text("prompt.over.denied", aim.word()), aim);
      case WRONG_NUMBERS -> ended(Messages.text("prompt.over.wrong-numbers"), aim);
      case PHONE_REMOVED -> ended(Messages.text("prompt.over.phone-removed"), aim);
      case LATE -> ended(Messages.text("prompt.over.late"), aim);
      case REPLACED -> replaced(aim);
      case PAUSED -> paused(approval.codes(), aim);
    };
  }

  private static List<String> replaced(PromptFrame.Aim aim) {
    return ended(
        Messages.text("prompt.over.replaced"), aim, Messages.text("prompt.over.replaced-not-you"));
  }

  private static List<String> paused(boolean codes, PromptFrame.Aim aim) {
    return List.of(
        Messages.text(codes ? "prompt.over.paused-codes" : "prompt.over.paused", aim.word()),
        Messages.text("prompt.over.paused-not-you", aim.word()));
  }

  /** The reason, that nothing was done, and what else there is to know. */
  private static List<String> ended(String reason, PromptFrame.Aim aim, String... more) {
    List<String> lines = new ArrayList<>(List.of(reason));
    switch (aim) {
      case SIGN_IN -> {}
      case CHANGE -> lines.add(Messages.text("prompt.over.nothing-changed"));
      case CONFIRMATION -> lines.add(Messages.text("prompt.over.nothing-done"));
    }
    lines.addAll(List.of(more));
    return lines;
  }
}
