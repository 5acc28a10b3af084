package org.sallyport.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.enrollment.QrPicture;
import org.sallyport.gate.secondfactor.view.PromptFrame;
import org.sallyport.gate.secondfactor.view.PromptProblem;
import org.sallyport.gate.secondfactor.view.PromptView;

/** Builds models of the pages of prompts: a base case and its variations. */
final class PromptSamples {
  private static final String SCANNED =
      "SALLYPORT:ANSWER:2F8B6A52-6D1F-4E0A-9C5B-2B7F0D3E9A11:470812";

  static final String CALL = "by phone call";

  private final String way;
  private final String to;
  private final long resendIn;
  private final @Nullable String resendNote;
  private final boolean resendOffered;
  private final @Nullable String whyNot;
  private final String action;
  private final @Nullable String heading;
  private final boolean calls;

  private PromptSamples(
      String way,
      String to,
      long resendIn,
      @Nullable String resendNote,
      boolean resendOffered,
      @Nullable String whyNot,
      String action,
      @Nullable String heading,
      boolean calls) {
    this.way = way;
    this.to = to;
    this.resendIn = resendIn;
    this.resendNote = resendNote;
    this.resendOffered = resendOffered;
    this.whyNot = whyNot;
    this.action = action;
    this.heading = heading;
    this.calls = calls;
  }

  static PromptSamples sms() {
    return sms(24, null, true);
  }

  static PromptSamples sms(long resendIn, @Nullable String resendNote, boolean resendOffered) {
    String to = "+32 ••• •• •• 84";
    return new PromptSamples(
        "by SMS", to, resendIn, resendNote, resendOffered, null, "/login/code", null, false);
  }

  /** Where codes can be spoken in a call. */
  static PromptSamples withCalls(String way, long resendIn) {
    return new PromptSamples(
        way, "+32 ••• •• •• 84", resendIn, null, true, null, "/login/code", null, true);
  }

  static PromptSamples onPhone() {
    return new PromptSamples("", "", 0, null, true, null, "/login/app", null, false);
  }

  static PromptSamples mailToAdmin() {
    String whyNot =
        "This account can act on other accounts, so its second factor is asked for at every sign-in.";
    String to = "h••••••••y@brambleway.example";
    return new PromptSamples("by e-mail", to, 24, null, true, whyNot, "/login/code", null, false);
  }

  /** Within a session: to verify a number or confirm a change. */
  static PromptSamples later(String action, String heading) {
    return new PromptSamples(
        "by SMS", "+32 ••• •• •• 84", 24, null, true, null, action, heading, false);
  }

  Asked asked() {
    return asked(null, null, PromptView.MessageState.FRESH);
  }

  Asked refused(PromptProblem problem) {
    return asked(problem, null, PromptView.MessageState.FRESH);
  }

  Asked troubled(String kind, String text) {
    return asked(null, new PromptView.Trouble(kind, text), PromptView.MessageState.FRESH);
  }

  Asked in(PromptView.MessageState state, @Nullable PromptProblem problem) {
    return asked(problem, null, state);
  }

  /** The model of a page. */
  record Asked(PromptView prompt, PromptFrame frame, @Nullable PromptProblem problem) {
    Sample on(String file) {
      return Sample.page(file, prompt.template())
          .with("prompt", prompt)
          .with("frame", frame)
          .with("problem", problem);
    }
  }

  /** No code has been sent yet. */
  Asked unsent(@Nullable PromptProblem problem) {
    PromptView.Resend resend = new PromptView.Resend(resendOffered, resendIn, resendNote, false);
    return new Asked(new PromptView.Unsent(way, to, resend), frame(), problem);
  }

  private Asked asked(
      @Nullable PromptProblem problem,
      PromptView.@Nullable Trouble trouble,
      PromptView.MessageState state) {
    boolean isCall = way.equals(CALL);
    return new Asked(
        new PromptView.Sent(
            "K7",
            6,
            way,
            to,
            GateSamples.SENT,
            GateSamples.SENT.plusMinutes(20),
            20,
            new PromptView.Resend(resendOffered, resendIn, resendNote, calls),
            trouble,
            state,
            state == PromptView.MessageState.FRESH ? 1_140L : null,
            new PromptView.Status(
                trouble != null
                    ? "Not delivered"
                    : isCall ? "We are calling " + to : "Accepted for delivery",
                trouble != null,
                false),
            isCall),
        frame(),
        problem);
  }

  /** Waits for approval on a phone. */
  Asked awaited(
      @Nullable String number,
      @Nullable List<String> over,
      boolean approved,
      boolean again,
      @Nullable PromptProblem problem) {
    return new Asked(
        new PromptView.Approval(
            number,
            number == null
                ? List.of()
                : number.replace(" ", "").chars().mapToObj(Character::toString).toList(),
            number == null || number.length() == 2 ? null : QrPicture.of(SCANNED),
            "“Pixel 9”",
            GateSamples.SENT,
            again ? GateSamples.SENT.plusSeconds(90) : null,
            "Firefox 145 on Windows",
            "203.0.113.24",
            over,
            approved,
            true,
            again),
        frame(),
        problem);
  }

  /** Nothing is sent: the code is in an authenticator app or on paper. */
  Asked kept(
      String question, String hint, @Nullable String written, @Nullable PromptProblem problem) {
    return new Asked(
        new PromptView.Typed(
            question,
            hint,
            written == null ? "One-Time-Password" : written,
            written == null ? "From your app" : written,
            written == null),
        frame(),
        problem);
  }

  /** A passkey signs a challenge; without options if the challenge was used. */
  Asked signed(@Nullable String options, @Nullable PromptProblem problem) {
    String hint =
        "Your browser asks for it: by fingerprint, face, PIN, or a touch of your security key.";
    return new Asked(new PromptView.Signature("Use your passkey", hint, options), frame(), problem);
  }

  private PromptFrame frame() {
    if (heading == null) {
      String rememberFor = whyNot == null ? "30 days" : null;
      return PromptFrame.ofSignIn(
          "h.brambleway", action, rememberFor, whyNot, "/login/another-way", null);
    }
    return action.endsWith("/code") ? contact(heading) : confirmation(heading);
  }

  private PromptFrame contact(String checked) {
    boolean first = action.startsWith("/login");
    return PromptFrame.ofContact(
        first ? PromptFrame.Steps.AFTER_SIGN_IN : PromptFrame.Steps.CHANGE,
        "h.brambleway",
        action,
        checked,
        action.replace("/code", ""),
        new PromptFrame.Leave(action + "/cancel", first ? "Not now" : "Cancel"));
  }

  private PromptFrame confirmation(String asked) {
    return PromptFrame.ofConfirmation(
        "h.brambleway",
        action,
        asked,
        null,
        new PromptFrame.Confirmation(
            "To change your mobile number, confirm with a One-Time-Password by SMS.",
            PromptFrame.Aim.CHANGE,
            action + "/lost",
            action + "/cancel"));
  }
}
