package org.sallyport.pages;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** What the page that asks for a code is given. */
record Ask(
    String username,
    String tag,
    String way,
    String to,
    ZonedDateTime sentAt,
    ZonedDateTime validUntil,
    int minutesValid,
    int resendIn,
    @Nullable String resendNote,
    boolean resendOffered,
    String action,
    String resendAction,
    boolean rememberOffered,
    @Nullable String rememberWhyNot,
    boolean otherWays,
    @Nullable String otherWaysHref,
    boolean startAgain,
    GateSamples.@Nullable Problem problem,
    GateSamples.@Nullable Handover delivery,
    boolean voidedElsewhere,
    @Nullable String heading) {

  static Ask sample() {
    return new Ask(
        "h.brambleway",
        "K7",
        "by SMS",
        "+32 ••• •• •• 84",
        GateSamples.SENT,
        GateSamples.SENT.plusMinutes(20),
        20,
        24,
        null,
        true,
        "/login/code",
        "/login/code/resend",
        true,
        null,
        true,
        "/login/another-way",
        true,
        null,
        null,
        false,
        null);
  }

  Ask resendIn(int seconds, @Nullable String note) {
    return copy("by SMS", to, seconds, note, action, true, null, null, null, false, null);
  }

  Ask problem(GateSamples.Problem refused) {
    return copy(way, to, 0, null, action, true, null, refused, null, false, null);
  }

  Ask delivery(GateSamples.Handover state) {
    return copy(way, to, resendIn, null, action, true, null, null, state, false, null);
  }

  Ask voided() {
    return copy(way, to, 0, null, action, true, null, null, null, true, null);
  }

  Ask admin() {
    String why = "Admin accounts are not remembered: they give a code at every sign-in.";
    String mail = "h••••••••y@brambleway.example";
    return copy("by e-mail", mail, resendIn, null, action, false, why, null, null, false, null);
  }

  Ask phoneCheck() {
    String head = "Check your mobile number";
    return copy(way, to, 24, null, "/login/phone/code", false, null, null, null, false, head);
  }

  Ask stepUp() {
    String head = "Confirm that it is you";
    return copy(way, to, 24, null, "/settings/confirm", false, null, null, null, false, head);
  }

  private Ask copy(
      String sentWay,
      String sentTo,
      int seconds,
      @Nullable String note,
      String post,
      boolean remember,
      @Nullable String whyNot,
      GateSamples.@Nullable Problem refused,
      GateSamples.@Nullable Handover state,
      boolean voided,
      @Nullable String head) {
    boolean first = head == null;
    return new Ask(
        username,
        tag,
        sentWay,
        sentTo,
        sentAt,
        validUntil,
        minutesValid,
        seconds,
        note,
        seconds >= 0,
        post,
        post + "/resend",
        remember,
        whyNot,
        first,
        first ? otherWaysHref : null,
        first,
        refused,
        state,
        voided,
        head);
  }
}
