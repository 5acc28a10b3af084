package org.sallyport.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.secondfactor.CodePromptView;
import org.sallyport.secondfactor.QrPicture;

/** Builds models of the code page: a base case and its variations. */
final class Asks {
  private static final String SCANNED =
      "SALLYPORT:ANSWER:2F8B6A52-6D1F-4E0A-9C5B-2B7F0D3E9A11:470812";

  private final String way;
  private final String to;
  private final long resendIn;
  private final @Nullable String resendNote;
  private final boolean resendOffered;
  private final @Nullable String whyNot;
  private final String action;
  private final @Nullable String heading;

  private Asks(
      String way,
      String to,
      long resendIn,
      @Nullable String resendNote,
      boolean resendOffered,
      @Nullable String whyNot,
      String action,
      @Nullable String heading) {
    this.way = way;
    this.to = to;
    this.resendIn = resendIn;
    this.resendNote = resendNote;
    this.resendOffered = resendOffered;
    this.whyNot = whyNot;
    this.action = action;
    this.heading = heading;
  }

  static Asks sms() {
    return sms(24, null, true);
  }

  static Asks sms(long resendIn, @Nullable String resendNote, boolean resendOffered) {
    String to = "+32 ••• •• •• 84";
    return new Asks("by SMS", to, resendIn, resendNote, resendOffered, null, "/login/code", null);
  }

  static Asks onPhone() {
    return new Asks("", "", 0, null, true, null, "/login/app", null);
  }

  static Asks mailToAdmin() {
    String whyNot =
        "This account runs the installation, so its second factor is asked for at every sign-in.";
    String to = "h••••••••y@brambleway.example";
    return new Asks("by e-mail", to, 24, null, true, whyNot, "/login/code", null);
  }

  /** Within a session: to verify a number or confirm a change. */
  static Asks later(String action, String heading) {
    return new Asks("by SMS", "+32 ••• •• •• 84", 24, null, true, null, action, heading);
  }

  CodePromptView asked() {
    return asked(null, null, CodePromptView.State.FRESH);
  }

  CodePromptView refused(CodePromptView.Problem problem) {
    return asked(problem, null, CodePromptView.State.FRESH);
  }

  CodePromptView troubled(String kind, String text) {
    return asked(null, new CodePromptView.Trouble(kind, text), CodePromptView.State.FRESH);
  }

  CodePromptView in(CodePromptView.State state, CodePromptView.@Nullable Problem problem) {
    return asked(problem, null, state);
  }

  /** No code has been sent yet. */
  CodePromptView unsent(CodePromptView.@Nullable Problem problem) {
    CodePromptView.Resend resend = new CodePromptView.Resend(resendOffered, resendIn, resendNote);
    return new CodePromptView(
        null, new CodePromptView.Unsent(way, to, resend), null, null, null, frame(), problem);
  }

  private CodePromptView asked(
      CodePromptView.@Nullable Problem problem,
      CodePromptView.@Nullable Trouble trouble,
      CodePromptView.State state) {
    return new CodePromptView(
        new CodePromptView.Sent(
            "K7",
            way,
            to,
            GateSamples.SENT,
            GateSamples.SENT.plusMinutes(20),
            20,
            new CodePromptView.Resend(resendOffered, resendIn, resendNote),
            trouble,
            state,
            state == CodePromptView.State.FRESH ? 1_140L : null),
        null,
        null,
        null,
        null,
        frame(),
        problem);
  }

  /** Waits for approval on a phone. */
  CodePromptView awaited(
      @Nullable String number,
      @Nullable List<String> over,
      boolean approved,
      boolean again,
      CodePromptView.@Nullable Problem problem) {
    return new CodePromptView(
        null,
        null,
        null,
        null,
        new CodePromptView.Awaited(
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
  CodePromptView kept(
      String question,
      String hint,
      @Nullable String written,
      CodePromptView.@Nullable Problem problem) {
    return new CodePromptView(
        null, null, new CodePromptView.Kept(question, hint, written), null, null, frame(), problem);
  }

  /** A passkey signs a challenge; without options if the challenge was used. */
  CodePromptView signed(@Nullable String options, CodePromptView.@Nullable Problem problem) {
    String hint =
        "Your browser asks for it: by fingerprint, face, PIN, or a touch of your security key.";
    return new CodePromptView(
        null,
        null,
        null,
        new CodePromptView.Signed("Use your passkey", hint, options),
        null,
        frame(),
        problem);
  }

  private CodePromptView.Frame frame() {
    boolean signIn = heading == null;
    boolean contact = !signIn && action.endsWith("/code");
    String cancel = action.startsWith("/login") ? "Not now" : "Cancel";
    return new CodePromptView.Frame(
        "h.brambleway",
        action,
        action + "/resend",
        signIn && whyNot == null ? "30 days" : null,
        whyNot,
        signIn ? "/login/another-way" : null,
        signIn,
        heading,
        contact ? action.replace("/code", "") : null,
        contact ? new CodePromptView.Leave(action + "/cancel", cancel) : null,
        signIn || contact
            ? null
            : new CodePromptView.Confirmation(
                "To change your mobile number, confirm with a One-Time-Password by SMS.",
                action + "/lost",
                action + "/cancel"));
  }
}
