package org.sallyport.pages;

import static org.sallyport.pages.Sample.page;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages before the second door, in all their states. */
final class GateSamples {
  static final ZonedDateTime SENT =
      ZonedDateTime.of(2026, 11, 24, 10, 42, 18, 0, ZoneId.of("Europe/Brussels"));

  private static final String NAME = "h.brambleway";

  private GateSamples() {}

  record Option(String value, String name, String note, boolean enabled, boolean checked) {}

  record Problem(List<String> lines, @Nullable Integer triesLeft, @Nullable String typed) {}

  record Handover(String kind, String text) {}

  record Lock(String username, String reference, ZonedDateTime lockedAt, int wrongCodes) {}

  static Stream<Sample> all() {
    return Stream.of(login(), chooser(), code(), refusals(), waysBack(), errors())
        .flatMap(List::stream);
  }

  private static List<Sample> login() {
    return List.of(
        page("login", "login").with("username", ""),
        page("login-wrong", "login")
            .with("username", NAME)
            .with("problem", "Username or password is wrong. Check both and try again."),
        page("login-out", "login").with("username", "").with("note", "You are signed out."),
        page("login-nowhere", "login").with("username", "").without("house"));
  }

  private static List<Sample> chooser() {
    return List.of(
        page("method", "method").with("username", NAME).with("options", options(true)),
        page("method-wrong", "method")
            .with("username", NAME)
            .with("options", options(false))
            .with("problem", "Choose one of these."),
        page("another-way", "another-way")
            .with("username", NAME)
            .with("options", options(true).subList(1, 3)),
        page("another-way-wrong", "another-way")
            .with("username", NAME)
            .with("options", options(true).subList(1, 3))
            .with("problem", "Choose one of the ways that are offered."),
        page("phone", "phone")
            .with("phone", "")
            .with("action", "/login/phone")
            .with("visitor", Sample.visitor()),
        page("phone-wrong", "phone")
            .with("phone", "0470 12")
            .with("action", "/login/phone")
            .with("skipHref", "/studies")
            .with("problem", "That is no mobile number. Begin with the country code, like +32."));
  }

  static List<Option> options(boolean checked) {
    return List.of(
        new Option(
            "app",
            "Sallyport Authenticator app (recommended)",
            "The most secure method, coming with the next version.",
            false,
            false),
        new Option(
            "sms",
            "One-Time-Password by SMS",
            "A code to your mobile. You have no number here yet, so this once the code goes to your"
                + " e-mail.",
            true,
            checked),
        new Option(
            "email",
            "One-Time-Password by e-mail",
            "A code to h••••••••y@brambleway.example.",
            true,
            false));
  }

  private static List<Sample> code() {
    Ask ask = Ask.sample();
    return List.of(
        page("code", "code").with("ask", ask),
        page("code-ready", "code").with("ask", ask.resendIn(0, null)),
        page("code-limit", "code")
            .with("ask", ask.resendIn(2_340, "The next one can be sent at 11:21 CET.")),
        page("code-exhausted", "code").with("ask", ask.resendIn(-1, null)),
        page("code-mail", "code").with("ask", ask.admin()),
        page("code-failed", "code")
            .with(
                "ask",
                ask.delivery(
                    new Handover(
                        "failed",
                        "The SMS could not be sent: the SMS service does not answer. Send it again"
                            + " in a minute, or use another way."))),
        page("code-unknown", "code")
            .with(
                "ask",
                ask.delivery(
                    new Handover(
                        "unknown",
                        "We do not know whether this SMS was sent. If none has come, send a new"
                            + " one."))),
        page("code-waiting", "code")
            .with("ask", ask.delivery(new Handover("waiting", "The message is on its way."))),
        page("code-phone", "code").with("ask", ask.phoneCheck()),
        page("confirm", "code").with("ask", ask.stepUp()));
  }

  private static List<Sample> refusals() {
    Ask ask = Ask.sample();
    return List.of(
        page("code-wrong", "code")
            .with("ask", ask.problem(problem("That is not the code from message K7.", 3))),
        page("code-last", "code")
            .with("ask", ask.problem(problem("That is not the code from message K7.", 1))),
        page("code-form", "code")
            .with(
                "ask",
                ask.problem(new Problem(List.of("The code has 6 digits."), null, "4182 <b>"))),
        page("code-superseded", "code")
            .with(
                "ask",
                ask.problem(
                    new Problem(
                        List.of(
                            "That code is from an older message, K7.",
                            "A newer code, K9, was sent at 10:44. Enter that one."),
                        4,
                        "418 207"))),
        page("code-voided", "code").with("ask", ask.voided()),
        page("locked", "locked").with("lock", new Lock(NAME, "L-2207", SENT.plusMinutes(5), 5)),
        page("ask-admin", "ask-admin").with("username", NAME));
  }

  private static Problem problem(String line, int triesLeft) {
    return new Problem(List.of(line), triesLeft, "418 270");
  }

  private static List<Sample> waysBack() {
    return List.of(
        page("forgotten", "forgotten").with("username", ""),
        page("forgotten-sent", "forgotten-sent"),
        password("password-new"),
        password("password-new-wrong")
            .with("problem", "That password is among the best known ones. Choose another."),
        page("link-void", "link-void"),
        page("message", "message")
            .with("heading", "The sign-in took too long")
            .with("lead", "No code was sent any more. Begin again with your password.")
            .with("alert", true)
            .with("linkHref", "/login")
            .with("linkText", "Start again"));
  }

  private static Sample password(String file) {
    return page(file, "password-new")
        .with("heading", "Set a new password")
        .with("lead", "All your sessions and remembered browsers end with the old one.")
        .with("action", "/password/x")
        .with("username", NAME)
        .with("minLength", 12);
  }

  private static List<Sample> errors() {
    return List.of(
        page("error", "error").without("house"),
        page("error-403", "error/403").without("house"),
        page("error-404", "error/404"),
        page("error-429", "error/429").with("retryAfterSeconds", 12),
        page("error-429-long", "error/429").with("retryAfterSeconds", 600L),
        page("error-429-bare", "error/429").without("house"),
        page("error-503", "error/503"));
  }
}
