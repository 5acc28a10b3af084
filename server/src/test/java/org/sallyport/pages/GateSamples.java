package org.sallyport.pages;

import static org.sallyport.pages.Sample.page;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.secondfactor.CodePromptView;
import org.sallyport.secondfactor.Offer;

/** The pages before the sign-in is complete, in all their states. */
final class GateSamples {
  static final ZonedDateTime SENT =
      ZonedDateTime.of(2026, 11, 24, 10, 42, 18, 0, ZoneId.of("Europe/Brussels"));

  private static final String NAME = "h.brambleway";

  private GateSamples() {}

  record Lock(String username, String reference, ZonedDateTime lockedAt, int wrongCodes) {}

  static Stream<Sample> all() {
    return Stream.of(login(), chooser(), code(), phone(), refusals(), waysBack(), errors())
        .flatMap(List::stream);
  }

  private static List<Sample> login() {
    return List.of(
        page("login", "login").with("username", ""),
        page("login-wrong", "login")
            .with("username", NAME)
            .with("problem", "Username or password is wrong. Check both and try again."),
        page("login-whole", "login").with("username", "").with("whole", "Sign in with a passkey"),
        page("login-out", "login").with("username", "").with("note", "You are signed out."),
        page("login-nowhere", "login").with("username", "").without("site"));
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
        page("no-code", "no-code")
            .with("username", NAME)
            .with(
                "lines",
                List.of(
                    "Our SMS limit is reached. This is not about your account.",
                    "The next one can be sent at 11:40 CET."))
            .with("ready", false)
            .with("resendAction", "/login/code/resend")
            .with("ways", options(true).subList(2, 3)),
        page("no-code-ready", "no-code")
            .with("username", NAME)
            .with("lines", List.of("A code can be sent now."))
            .with("ready", true)
            .with("resendAction", "/login/code/resend")
            .with("ways", List.of()),
        page("phone", "phone")
            .with("phone", "")
            .with("action", "/login/phone")
            .with("example", "0470 00 00 00 or +32 470 00 00 00")
            .with("visitor", Sample.visitor()),
        page("phone-wrong", "phone")
            .with("phone", "0470 12")
            .with("action", "/login/phone")
            .with("example", "0470 00 00 00 or +32 470 00 00 00")
            .with("problem", "This is no mobile number."));
  }

  static List<Offer> options(boolean checked) {
    return List.of(
        new Offer(
            "app",
            "Sallyport Authenticator app (recommended)",
            "You approve on your phone, with a number that this page shows. The most secure of"
                + " those with a phone. You link it after one code by SMS or e-mail.",
            true,
            checked),
        new Offer(
            "sms",
            "One-Time-Password by SMS",
            "A code to your mobile. You have no number here yet, so this once the code goes to your"
                + " e-mail.",
            true,
            false),
        new Offer(
            "email",
            "One-Time-Password by e-mail",
            "A code to h••••••••y@brambleway.example.",
            true,
            false));
  }

  private static List<Sample> code() {
    Asks sms = Asks.sms();
    return List.of(
        code("code", sms.asked()),
        code("code-ready", Asks.sms(0, null, true).asked()),
        code("code-limit", Asks.sms(2_340, "The next one can be sent at 11:21 CET.", true).asked()),
        code("code-exhausted", Asks.sms(0, null, false).asked()),
        code("code-resent", sms.in(CodePromptView.State.RESENT, null)),
        code("code-expired", Asks.sms(0, null, true).in(CodePromptView.State.EXPIRED, null)),
        code(
            "code-expired-typed",
            Asks.sms(0, null, true)
                .in(
                    CodePromptView.State.EXPIRED,
                    problem(4, "That is not the code from message K7."))),
        code(
            "code-expired-limit",
            Asks.sms(0, null, true).in(CodePromptView.State.EXPIRED, limit())),
        code("code-voided-limit", Asks.sms(0, null, true).in(CodePromptView.State.VOID, limit())),
        code("code-unsent-limit", Asks.sms(0, null, true).unsent(limit())),
        code("code-unsent-typed", Asks.sms().unsent(problem(3, "That is not the code."))),
        code(
            "code-expired-exhausted",
            Asks.sms(0, null, false).in(CodePromptView.State.EXPIRED, null)),
        code("code-unsent", Asks.sms().unsent(null)),
        code("code-unsent-ready", Asks.sms(0, null, true).unsent(null)),
        code("code-unsent-exhausted", Asks.sms(0, null, false).unsent(null)),
        code(
            "code-unsent-early",
            Asks.sms()
                .unsent(
                    problem(
                        null,
                        "A code was sent a moment ago.",
                        "The next one can be sent in 24 s."))),
        code("code-mail", Asks.mailToAdmin().asked()),
        code(
            "code-failed",
            sms.troubled(
                "failed",
                "The SMS could not be sent: the SMS service does not answer. Send it again in a"
                    + " minute, or use another way.")),
        code(
            "code-unknown",
            sms.troubled(
                "unknown",
                "We do not know whether this SMS was sent. If none has come, send a new one.")),
        code("code-waiting", sms.troubled("waiting", "The message is on its way.")),
        code("code-phone", Asks.later("/login/phone/code", "Check your mobile number").asked()),
        code(
            "code-app",
            Asks.sms()
                .kept(
                    "Enter the code from your authenticator app",
                    "Open the app and look for Lindenmoor Imaging. A new code comes every 30 seconds.",
                    null,
                    null)),
        code(
            "code-app-wrong",
            Asks.sms()
                .kept(
                    "Enter the code from your authenticator app",
                    "Open the app and look for Lindenmoor Imaging. A new code comes every 30 seconds.",
                    null,
                    problem(3, "That is not the code."))),
        code(
            "code-recovery",
            Asks.sms()
                .kept(
                    "Enter a recovery code",
                    "Each of the ten counts once.",
                    "Recovery code",
                    null)),
        code(
            "code-activation",
            Asks.sms()
                .kept(
                    "Enter your activation code",
                    "It is in the letter that you got with your account, or the desk gave it to you. It counts once.",
                    "Activation code",
                    null)),
        code(
            "code-recovery-wrong",
            Asks.sms()
                .kept(
                    "Enter a recovery code",
                    "Each of the ten counts once.",
                    "Recovery code",
                    problem(4, "That is not the code."))),
        code(
            "code-activation-wrong",
            Asks.sms()
                .kept(
                    "Enter your activation code",
                    "It is in the letter that you got with your account.",
                    "Activation code",
                    problem(4, "That is not the code."))),
        page("passkey", "passkey").with("ask", Asks.sms().signed("{\"challenge\":\"AAAA\"}", null)),
        page("passkey-refused", "passkey")
            .with(
                "ask",
                Asks.sms()
                    .signed(
                        "{}",
                        problem(
                            null,
                            "Your passkey was not accepted.",
                            "Try again, or use another way."))),
        page("passkey-old", "passkey").with("ask", Asks.sms().signed(null, null)),
        page("confirm-passkey", "passkey")
            .with(
                "ask",
                Asks.later("/settings/confirm", "Confirm that it is you").signed("{}", null)),
        page("link-first", "link-first")
            .with("username", NAME)
            .with("thing", "authenticator app")
            .with("method", "totp")
            .with("within", "5 minutes")
            .with("onlyNow", false),
        page("link-first-only-now", "link-first")
            .with("username", NAME)
            .with("thing", "phone")
            .with("method", "app")
            .with("within", "5 minutes")
            .with("onlyNow", true),
        code("contact", Asks.later("/settings/phone/code", "Check your mobile number").asked()),
        code(
            "contact-expired",
            Asks.later("/settings/phone/code", "Check your mobile number")
                .in(CodePromptView.State.EXPIRED, null)),
        code(
            "contact-unsent",
            Asks.later("/login/phone/code", "Check your mobile number").unsent(null)),
        code("confirm", Asks.later("/settings/confirm", "Confirm that it is you").asked()),
        code(
            "confirm-resent",
            Asks.later("/settings/confirm", "Confirm that it is you")
                .in(CodePromptView.State.RESENT, null)),
        code(
            "confirm-expired",
            Asks.later("/settings/confirm", "Confirm that it is you")
                .in(CodePromptView.State.EXPIRED, null)));
  }

  private static CodePromptView.Problem limit() {
    return problem(null, "Our SMS limit is reached.", "The next one can be sent at 11:40 CET.");
  }

  private static List<Sample> refusals() {
    Asks sms = Asks.sms(0, null, true);
    CodePromptView.Problem wrong = problem(3, "That is not the code from message K7.");
    return List.of(
        code("code-wrong", sms.refused(wrong)),
        code("code-last", sms.refused(problem(1, "That is not the code from message K7."))),
        code("code-none", sms.refused(problem(0, "Too many codes were wrong."))),
        code("code-form", sms.refused(problem(null, "Enter the 6 digits from message K7."))),
        code(
            "code-superseded",
            sms.refused(
                problem(
                    4,
                    "That code is from an older message, K7.",
                    "A newer code, K9, was sent at 10:44. Enter that one."))),
        code("code-voided", sms.in(CodePromptView.State.VOID, null)),
        code("code-voided-typed", sms.in(CodePromptView.State.VOID, wrong)),
        page("locked", "locked").with("lock", new Lock(NAME, "L-2207", SENT.plusMinutes(5), 5)),
        page("ask-admin", "ask-admin").with("username", NAME).with("byMessage", true),
        page("ask-admin-code", "ask-admin").with("username", NAME).with("byMessage", false));
  }

  private static List<Sample> phone() {
    Asks ask = Asks.onPhone();
    return List.of(
        approve("approve", ask.awaited("47", null, false, true, null)),
        approve("approve-six", ask.awaited("470 812", null, false, true, null)),
        approve("approve-approved", ask.awaited(null, null, true, true, null)),
        approve(
            "approve-denied",
            ask.awaited(
                null, List.of("This sign-in was denied on your phone."), false, true, null)),
        approve(
            "approve-paused",
            ask.awaited(
                null,
                List.of(
                    "Your phone was asked too often without an answer, so it is not asked any more.",
                    "Was that not you? Then someone knows your password: change it."),
                false,
                false,
                null)),
        approve(
            "approve-wrong",
            ask.awaited("47", null, false, true, problem(4, "That is not the code."))),
        approve(
            "approve-early",
            ask.awaited(
                "47",
                null,
                false,
                true,
                problem(null, "Your phone has not answered yet.", "Enter the number there."))),
        approve(
            "approve-confirm-six",
            Asks.later("/settings/confirm", "Confirm that it is you")
                .awaited("470 812", null, false, true, null)),
        approve(
            "approve-confirm",
            Asks.later("/settings/confirm", "Confirm that it is you")
                .awaited("47", null, false, true, null)));
  }

  private static Sample approve(String file, CodePromptView ask) {
    return page(file, "approve").with("ask", ask);
  }

  private static Sample code(String file, CodePromptView ask) {
    return page(file, "code").with("ask", ask);
  }

  private static CodePromptView.Problem problem(@Nullable Integer triesLeft, String... lines) {
    return new CodePromptView.Problem(List.of(lines), triesLeft);
  }

  private static List<Sample> waysBack() {
    return List.of(
        page("forgotten", "forgotten").with("username", ""),
        page("forgotten-sent", "forgotten-sent").with("lasts", "30 minutes"),
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
        page("error", "error").without("site"),
        page("error-403", "error/403").without("site"),
        page("error-404", "error/404"),
        page("error-4xx", "error/4xx"),
        page("error-429", "error/429").with("retryAfterSeconds", 12),
        page("error-429-one", "error/429").with("retryAfterSeconds", 1),
        page("error-429-long", "error/429").with("retryAfterSeconds", 600L),
        page("error-429-bare", "error/429").without("site"),
        page("error-503", "error/503"));
  }
}
