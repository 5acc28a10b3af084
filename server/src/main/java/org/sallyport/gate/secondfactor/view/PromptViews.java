package org.sallyport.gate.secondfactor.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.CodeDigits;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.enrollment.QrPicture;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Shows a prompt with its frame and its problem (rules 7, 9). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PromptViews {
  private static final Duration SHORT_WAIT = Duration.ofMinutes(2);

  /** Most messages arrive within this time. */
  private static final Duration LATE = Duration.ofSeconds(30);

  private final PromptTimes times;
  private final Places places;

  /**
   * Adds a prompt's page to the model.
   *
   * @param problem what was wrong with the last answer; null if nothing was
   * @return the name of the template
   */
  public String page(
      Prompt prompt, PromptFrame frame, @Nullable PromptProblem problem, Model model) {
    PromptView view = view(prompt, frame.aim());
    model.addAttribute("prompt", view);
    model.addAttribute("frame", frame);
    model.addAttribute("problem", problem);
    return view.template();
  }

  private PromptView view(Prompt prompt, PromptFrame.Aim aim) {
    return switch (prompt) {
      case Prompt.Sent sent -> sent(sent);
      case Prompt.Unsent unsent ->
          new PromptView.Unsent(unsent.way(), unsent.to(), resend(unsent.sendAt(), false));
      case Prompt.Typed typed -> typed(typed);
      case Prompt.Signature signature ->
          new PromptView.Signature(signature.question(), signature.hint(), signature.options());
      case Prompt.Approval approval -> approval(approval, aim);
    };
  }

  private PromptView.Sent sent(Prompt.Sent sent) {
    PromptView.MessageState state = state(sent);
    return new PromptView.Sent(
        sent.tag(),
        sent.digits(),
        sent.way(),
        sent.to(),
        times.local(sent.sentAt()),
        times.local(sent.validUntil()),
        Duration.between(sent.sentAt(), sent.validUntil()).toMinutes(),
        resend(sent.resendAt(), sent.callOffered()),
        trouble(sent),
        state,
        state.isLive() ? times.secondsUntil(sent.validUntil()) : null,
        status(sent, state),
        sent.isCall());
  }

  /**
   * What is known of the message. Other ways are the next step if it will not arrive, or if it is
   * not known to have arrived after half a minute.
   */
  private PromptView.Status status(Prompt.Sent sent, PromptView.MessageState state) {
    Prompt.Fate fate = sent.fate();
    boolean isLate = times.isPast(sent.sentAt().plus(LATE)) && fate != Prompt.Fate.DELIVERED;
    return new PromptView.Status(
        words(sent), state.isLive() && (isLate || fate == Prompt.Fate.FAILED), fate.isFinal());
  }

  private static String words(Prompt.Sent sent) {
    return sent.isCall() ? ofCall(sent) : ofMessage(sent);
  }

  private static String ofCall(Prompt.Sent sent) {
    return switch (sent.fate()) {
      case WAITING -> Messages.text("prompt.call.waiting", sent.to());
      case ACCEPTED -> Messages.text("prompt.call.accepted", sent.to());
      case DELIVERED -> Messages.text("prompt.call.delivered", sent.to());
      case DELAYED, RELAYED, FAILED, UNKNOWN -> ofMessage(sent);
    };
  }

  private static String ofMessage(Prompt.Sent sent) {
    return delivery(sent).status();
  }

  private static DeliveryWords delivery(Prompt.Sent sent) {
    return new DeliveryWords(sent.fate(), sent.trouble());
  }

  /** The state of a message at this moment. */
  PromptView.MessageState state(Prompt.Sent sent) {
    if (sent.voidedElsewhere()) {
      return PromptView.MessageState.VOID;
    }
    if (times.isPast(sent.validUntil())) {
      return PromptView.MessageState.EXPIRED;
    }
    return sent.again() ? PromptView.MessageState.RESENT : PromptView.MessageState.FRESH;
  }

  private PromptView.Resend resend(@Nullable Instant at, boolean call) {
    if (at == null) {
      return new PromptView.Resend(false, 0, null, false);
    }
    String note =
        times.isWithin(at, SHORT_WAIT)
            ? null
            : Messages.text("prompt.resend.at", times.timeAndZone(at));
    return new PromptView.Resend(true, times.secondsUntil(at), note, call);
  }

  private static PromptView.@Nullable Trouble trouble(Prompt.Sent prompt) {
    String text = prompt.trouble();
    return text == null ? null : new PromptView.Trouble(delivery(prompt).kind(), text);
  }

  private static PromptView.Typed typed(Prompt.Typed typed) {
    Prompt.Field field = typed.field();
    return new PromptView.Typed(
        typed.question(),
        typed.hint(),
        field.label(),
        field.note(),
        field.format() == Prompt.Format.SIX_DIGITS);
  }

  private PromptView.Approval approval(Prompt.Approval approval, PromptFrame.Aim aim) {
    String number = approval.number();
    String scanned = approval.scanned();
    Instant until = approval.validUntil();
    return new PromptView.Approval(
        number == null || number.length() != CodeDigits.OF_APP ? number : CodeDigits.show(number),
        number == null ? List.of() : number.chars().mapToObj(Character::toString).toList(),
        scanned == null ? null : QrPicture.of(scanned),
        approval.to(),
        times.local(approval.requestedAt()),
        until == null ? null : times.local(until),
        BrowserText.of(approval.browser()),
        places.show(approval.address()),
        EndedApproval.lines(approval, aim),
        approval.state() == Prompt.Approval.State.APPROVED,
        approval.codes(),
        approval.state() != Prompt.Approval.State.PAUSED);
  }
}
