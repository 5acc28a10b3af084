package org.sallyport.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.secondfactor.CodeAsk;
import org.sallyport.secondfactor.QrPicture;

/** What the page that asks for a code is given: one case, and what differs from it in others. */
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

  /** Behind the doors: for a number to be checked, or for a change. */
  static Asks later(String action, String heading) {
    return new Asks("by SMS", "+32 ••• •• •• 84", 24, null, true, null, action, heading);
  }

  CodeAsk asked() {
    return asked(null, null, CodeAsk.State.FRESH);
  }

  CodeAsk refused(CodeAsk.Problem problem) {
    return asked(problem, null, CodeAsk.State.FRESH);
  }

  CodeAsk troubled(String kind, String text) {
    return asked(null, new CodeAsk.Trouble(kind, text), CodeAsk.State.FRESH);
  }

  CodeAsk in(CodeAsk.State state, CodeAsk.@Nullable Problem problem) {
    return asked(problem, null, state);
  }

  /** Where a code is yet to be sent. */
  CodeAsk unsent(CodeAsk.@Nullable Problem problem) {
    CodeAsk.Resend resend = new CodeAsk.Resend(resendOffered, resendIn, resendNote);
    return new CodeAsk(
        null, new CodeAsk.Unsent(way, to, resend), null, null, null, frame(), problem);
  }

  private CodeAsk asked(
      CodeAsk.@Nullable Problem problem, CodeAsk.@Nullable Trouble trouble, CodeAsk.State state) {
    return new CodeAsk(
        new CodeAsk.Sent(
            "K7",
            way,
            to,
            GateSamples.SENT,
            GateSamples.SENT.plusMinutes(20),
            20,
            new CodeAsk.Resend(resendOffered, resendIn, resendNote),
            trouble,
            state,
            state == CodeAsk.State.FRESH ? 1_140L : null),
        null,
        null,
        null,
        null,
        frame(),
        problem);
  }

  /** Where a phone is asked. */
  CodeAsk awaited(
      @Nullable String number,
      @Nullable List<String> over,
      boolean approved,
      boolean again,
      CodeAsk.@Nullable Problem problem) {
    return new CodeAsk(
        null,
        null,
        null,
        null,
        new CodeAsk.Awaited(
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

  /** Where nothing is sent: an authenticator app shows the code, or it is on paper. */
  CodeAsk kept(
      String question, String hint, @Nullable String written, CodeAsk.@Nullable Problem problem) {
    return new CodeAsk(
        null, null, new CodeAsk.Kept(question, hint, written), null, null, frame(), problem);
  }

  /** Where a passkey signs a challenge; without one if it is spent. */
  CodeAsk signed(@Nullable String options, CodeAsk.@Nullable Problem problem) {
    String hint =
        "Your browser asks for it: by fingerprint, face, PIN, or a touch of your security key.";
    return new CodeAsk(
        null,
        null,
        null,
        new CodeAsk.Signed("Use your passkey", hint, options),
        null,
        frame(),
        problem);
  }

  private CodeAsk.Frame frame() {
    boolean signIn = heading == null;
    boolean contact = !signIn && action.endsWith("/code");
    String cancel = action.startsWith("/login") ? "Not now" : "Cancel";
    return new CodeAsk.Frame(
        "h.brambleway",
        action,
        action + "/resend",
        signIn && whyNot == null ? "30 days" : null,
        whyNot,
        signIn ? "/login/another-way" : null,
        signIn,
        heading,
        contact ? action.replace("/code", "") : null,
        contact ? new CodeAsk.Leave(action + "/cancel", cancel) : null,
        signIn || contact
            ? null
            : new CodeAsk.Confirmation(
                "To change your mobile number, confirm with a One-Time-Password by SMS.",
                action + "/lost",
                action + "/cancel"));
  }
}
