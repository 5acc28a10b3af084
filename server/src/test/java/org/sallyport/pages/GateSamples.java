package org.sallyport.pages;

import static org.sallyport.pages.Sample.page;

import java.net.URI;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.view.PromptProblem;
import org.sallyport.gate.secondfactor.view.PromptView;

/** The pages before the sign-in is complete, in all their states. */
final class GateSamples {
  static final ZonedDateTime SENT =
      ZonedDateTime.of(2026, 11, 24, 10, 42, 18, 0, ZoneId.of("Europe/Brussels"));

  private static final String NAME = "h.brambleway";

  private GateSamples() {}

  record Lock(String username, String reference, ZonedDateTime lockedAt, int wrongCodes) {}

  static Stream<Sample> all() {
    return Stream.of(
            login(), chooser(), microsoft(), code(), phone(), refusals(), waysBack(), errors())
        .flatMap(List::stream);
  }

  private static List<Sample> login() {
    return List.of(
        page("login", "login").with("username", ""),
        page("login-wrong", "login")
            .with("username", NAME)
            .with("problem", "Username or password is wrong. Check both and try again."),
        page("login-passkey", "login")
            .with("username", "")
            .with("passkeyLabel", "Sign in with a passkey"),
        page("login-issuers", "login")
            .with("username", "")
            .with("passkeyLabel", "Sign in with a passkey")
            .with("issuerButtons", issuerButtons()),
        page("login-windows", "login").with("username", "").with("windowsOffered", true),
        page("windows-no-ticket", "message")
            .with("heading", "You are not signed in")
            .with(
                "lead",
                "This browser did not get your sign-in from Windows. That works on the hospital’s"
                    + " own computers, while you are signed in to them with your hospital account."
                    + " Everywhere else, sign in with your password.")
            .with("alert", true)
            .with("linkHref", "/login")
            .with("linkText", "Sign in with your password"),
        page("login-out", "login").with("username", "").with("note", "You are signed out."),
        page("login-nowhere", "login").with("username", "").without("site"),
        page("accessibility", "accessibility")
            .with("contact", URI.create("mailto:accessibility@lindenmoor.example"))
            .with("contactText", "accessibility@lindenmoor.example")
            .with("authority", "the Monitoring Agency")
            .with("reviewed", "29 Nov 2026"),
        page("accessibility-bare", "accessibility"));
  }

  record FactorRequest(String title, String page) {}

  /** The pages of a request of Microsoft. */
  private static List<Sample> microsoft() {
    return List.of(
        request("confirm").with("username", NAME),
        request("other").with("username", NAME),
        request("refused")
            .with(
                "why",
                "Your account here has no method that Microsoft accepts: an app, a passkey, or"
                    + " codes by SMS. Sign in here first and choose one; codes by e-mail are not"
                    + " enough."),
        page("mfa-leave", "mfa/leave")
            .with("heading", "You confirmed your sign-in to Lindenmoor Hospital")
            .with(
                "address",
                "https://login.microsoftonline.com/common/federation/externalauthprovider")
            .with("fields", Map.of("id_token", "token", "state", "state")));
  }

  private static Sample request(String question) {
    return page("mfa-request-" + question, "mfa/request")
        .with("tenantTitle", "Lindenmoor Hospital")
        .with("question", question)
        .with("page", "/mfa/request/0190");
  }

  record IssuerButton(String label, String action) {}

  private static List<IssuerButton> issuerButtons() {
    return List.of(
        new IssuerButton("Sign in with Lindenmoor Hospital", "/login/with/hospital"),
        new IssuerButton("Sign in with your identity card", "/login/with/eid"));
  }

  private static List<Sample> chooser() {
    return List.of(
        page("method", "method")
            .with("username", NAME)
            .with("options", options(true))
            .with("more", List.of()),
        page("method-for-microsoft", "method")
            .with("username", NAME)
            .with("options", options(true))
            .with("more", List.of())
            .with("factorRequest", new FactorRequest("Lindenmoor Hospital", "/mfa/request/0190")),
        page("method-more", "method")
            .with("username", NAME)
            .with("options", options(true))
            .with("more", moreOptions()),
        page("method-wrong", "method")
            .with("username", NAME)
            .with("options", options(false))
            .with("more", List.of())
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
                    "Our limit for codes to mobile numbers is reached. This is not about your account.",
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
            .with("visitor", Sample.visitor())
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

  private static List<Offer> moreOptions() {
    return List.of(
        new Offer("totp", "Code from an authenticator app", "A code from your app.", true, false),
        new Offer(
            "none",
            "No second factor",
            "Your password alone. Anyone who learns it can see what you see.",
            true,
            false));
  }

  private static List<Sample> code() {
    PromptSamples sms = PromptSamples.sms();
    return List.of(
        prompt("code", sms.asked()),
        prompt("code-ready", PromptSamples.sms(0, null, true).asked()),
        prompt(
            "code-limit",
            PromptSamples.sms(2_340, "The next one can be sent at 11:21 CET.", true).asked()),
        prompt("code-exhausted", PromptSamples.sms(0, null, false).asked()),
        prompt("code-resent", sms.in(PromptView.MessageState.RESENT, null)),
        prompt("code-calls", PromptSamples.withCalls("by SMS", 24).asked()),
        prompt(
            "code-called",
            PromptSamples.withCalls(PromptSamples.CALL, 24)
                .in(PromptView.MessageState.RESENT, null)),
        prompt(
            "code-called-busy",
            PromptSamples.withCalls(PromptSamples.CALL, 0)
                .troubled("failed", "Your code did not arrive. The line was busy.")),
        prompt(
            "code-expired",
            PromptSamples.sms(0, null, true).in(PromptView.MessageState.EXPIRED, null)),
        prompt(
            "code-expired-typed",
            PromptSamples.sms(0, null, true)
                .in(
                    PromptView.MessageState.EXPIRED,
                    problem(4, "That is not the code from message K7."))),
        prompt(
            "code-expired-limit",
            PromptSamples.sms(0, null, true).in(PromptView.MessageState.EXPIRED, limit())),
        prompt(
            "code-voided-limit",
            PromptSamples.sms(0, null, true).in(PromptView.MessageState.VOID, limit())),
        prompt("code-unsent-limit", PromptSamples.sms(0, null, true).unsent(limit())),
        prompt(
            "code-unsent-typed", PromptSamples.sms().unsent(problem(3, "That is not the code."))),
        prompt(
            "code-expired-exhausted",
            PromptSamples.sms(0, null, false).in(PromptView.MessageState.EXPIRED, null)),
        prompt("code-unsent", PromptSamples.sms().unsent(null)),
        prompt("code-unsent-ready", PromptSamples.sms(0, null, true).unsent(null)),
        prompt("code-unsent-exhausted", PromptSamples.sms(0, null, false).unsent(null)),
        prompt(
            "code-unsent-early",
            PromptSamples.sms()
                .unsent(
                    problem(
                        null,
                        "A code was sent a moment ago.",
                        "The next one can be sent in 24 s."))),
        prompt("code-mail", PromptSamples.mailToAdmin().asked()),
        prompt(
            "code-failed",
            sms.troubled(
                "failed",
                "The SMS could not be sent: the SMS service does not answer. Send it again in a"
                    + " minute, or use another way.")),
        prompt(
            "code-unknown",
            sms.troubled(
                "unknown",
                "We do not know whether this SMS was sent. If none has come, send a new one.")),
        prompt("code-waiting", sms.troubled("waiting", "The message is on its way.")),
        prompt(
            "code-phone",
            PromptSamples.later("/login/phone/code", "Check your mobile number").asked()),
        prompt(
            "code-app",
            PromptSamples.sms()
                .kept(
                    "Enter the code from your authenticator app",
                    "Open the app and look for Lindenmoor Imaging. A new code comes every 30"
                        + " seconds.",
                    null,
                    null)),
        prompt(
            "code-app-wrong",
            PromptSamples.sms()
                .kept(
                    "Enter the code from your authenticator app",
                    "Open the app and look for Lindenmoor Imaging. A new code comes every 30"
                        + " seconds.",
                    null,
                    problem(3, "That is not the code."))),
        prompt(
            "code-recovery",
            PromptSamples.sms()
                .kept(
                    "Enter a recovery code",
                    "Each of the ten counts once.",
                    "Recovery code",
                    null)),
        prompt(
            "code-activation",
            PromptSamples.sms()
                .kept(
                    "Enter your activation code",
                    "It is in the letter that you got with your account, or the desk gave it to"
                        + " you. It works once.",
                    "Activation code",
                    null)),
        prompt(
            "code-recovery-wrong",
            PromptSamples.sms()
                .kept(
                    "Enter a recovery code",
                    "Each of the ten counts once.",
                    "Recovery code",
                    problem(4, "That is not the code."))),
        prompt(
            "code-activation-wrong",
            PromptSamples.sms()
                .kept(
                    "Enter your activation code",
                    "It is in the letter that you got with your account.",
                    "Activation code",
                    problem(4, "That is not the code."))),
        prompt("passkey", PromptSamples.sms().signed("{\"challenge\":\"AAAA\"}", null)),
        prompt(
            "passkey-refused",
            PromptSamples.sms()
                .signed(
                    "{}",
                    problem(
                        null, "Your passkey was not accepted.", "Try again, or use another way."))),
        prompt("passkey-old", PromptSamples.sms().signed(null, null)),
        prompt(
            "confirm-passkey",
            PromptSamples.later("/settings/confirm", "Confirm that it is you").signed("{}", null)),
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
        prompt(
            "contact",
            PromptSamples.later("/settings/phone/code", "Check your mobile number").asked()),
        prompt(
            "contact-expired",
            PromptSamples.later("/settings/phone/code", "Check your mobile number")
                .in(PromptView.MessageState.EXPIRED, null)),
        prompt(
            "contact-unsent",
            PromptSamples.later("/login/phone/code", "Check your mobile number").unsent(null)),
        prompt(
            "confirm", PromptSamples.later("/settings/confirm", "Confirm that it is you").asked()),
        prompt(
            "confirm-resent",
            PromptSamples.later("/settings/confirm", "Confirm that it is you")
                .in(PromptView.MessageState.RESENT, null)),
        prompt(
            "confirm-expired",
            PromptSamples.later("/settings/confirm", "Confirm that it is you")
                .in(PromptView.MessageState.EXPIRED, null)));
  }

  private static PromptProblem limit() {
    return problem(
        null,
        "Our limit for codes to mobile numbers is reached.",
        "The next one can be sent at 11:40 CET.");
  }

  private static List<Sample> refusals() {
    PromptSamples sms = PromptSamples.sms(0, null, true);
    PromptProblem wrong = problem(3, "That is not the code from message K7.");
    return List.of(
        prompt("code-wrong", sms.refused(wrong)),
        prompt("code-last", sms.refused(problem(1, "That is not the code from message K7."))),
        prompt("code-none", sms.refused(problem(0, "Too many codes were wrong."))),
        prompt("code-form", sms.refused(problem(null, "Enter the 6 digits from message K7."))),
        prompt(
            "code-superseded",
            sms.refused(
                problem(
                    4,
                    "That code is from an older message, K7.",
                    "A newer code, K9, was sent at 10:44. Enter that one."))),
        prompt("code-voided", sms.in(PromptView.MessageState.VOID, null)),
        prompt("code-voided-typed", sms.in(PromptView.MessageState.VOID, wrong)),
        page("locked", "locked").with("lock", new Lock(NAME, "L-2207", SENT.plusMinutes(5), 5)),
        page("ask-admin", "ask-admin").with("username", NAME).with("byMessage", true),
        page("ask-admin-code", "ask-admin").with("username", NAME).with("byMessage", false));
  }

  private static List<Sample> phone() {
    PromptSamples ask = PromptSamples.onPhone();
    return List.of(
        prompt("approve", ask.awaited("47", null, false, true, null)),
        prompt("approve-six", ask.awaited("470 812", null, false, true, null)),
        prompt("approve-approved", ask.awaited(null, null, true, true, null)),
        prompt(
            "approve-denied",
            ask.awaited(
                null, List.of("This sign-in was denied on your phone."), false, true, null)),
        prompt(
            "approve-paused",
            ask.awaited(
                null,
                List.of(
                    "Your phone was asked too often without an answer, so it is not asked any"
                        + " more.",
                    "Not you? Then someone knows your password: change it."),
                false,
                false,
                null)),
        prompt(
            "approve-wrong",
            ask.awaited("47", null, false, true, problem(4, "That is not the code."))),
        prompt(
            "approve-early",
            ask.awaited(
                "47",
                null,
                false,
                true,
                problem(null, "Your phone has not answered yet.", "Enter the number there."))),
        prompt(
            "approve-confirm-six",
            PromptSamples.later("/settings/confirm", "Confirm that it is you")
                .awaited("470 812", null, false, true, null)),
        prompt(
            "approve-confirm-denied",
            PromptSamples.later("/settings/confirm", "Confirm that it is you")
                .awaited(
                    null,
                    List.of("This change was denied on your phone.", "Nothing was changed."),
                    false,
                    true,
                    null)),
        prompt(
            "approve-confirm",
            PromptSamples.later("/settings/confirm", "Confirm that it is you")
                .awaited("47", null, false, true, null)));
  }

  private static Sample prompt(String file, PromptSamples.Asked asked) {
    return asked.on(file);
  }

  private static PromptProblem problem(@Nullable Integer triesLeft, String... lines) {
    return new PromptProblem(List.of(lines), triesLeft);
  }

  private static List<Sample> waysBack() {
    return List.of(
        page("forgotten", "forgotten").with("username", ""),
        page("forgotten-sent", "forgotten-sent").with("lasts", "30 minutes"),
        password("password-new"),
        password("password-new-wrong")
            .with("problem", "That password is among the best known ones. Choose another."),
        password("password-new-of-directory")
            .with("heading", "Change your hospital password")
            .with("action", "/login/new-password")
            .with("current", true)
            .with("currentProblem", "That is not your present password. Check it and try again."),
        password("password-new-of-another")
            .with("mark", "x")
            .with("problem", "No password was set. The form was not the one of the account below."),
        page("link-void", "link-void"),
        page("unsubscribe", "unsubscribe")
            .with("valid", true)
            .with("wanted", true)
            .with("token", "AmsxQ"),
        page("unsubscribe-off", "unsubscribe")
            .with("valid", true)
            .with("wanted", false)
            .with("token", "AmsxQ"),
        page("unsubscribe-unknown", "unsubscribe")
            .with("valid", false)
            .with("wanted", false)
            .with("token", "x"),
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
        .with("current", false)
        .with("ofDirectory", false)
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
