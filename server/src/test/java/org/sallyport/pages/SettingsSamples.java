package org.sallyport.pages;

import static org.sallyport.pages.GateSamples.SENT;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.FederatedIdentities;
import org.sallyport.gate.federation.FederatedLinks;
import org.sallyport.gate.personaldata.OwnMarks;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentPrompt;
import org.sallyport.gate.secondfactor.enrollment.QrPicture;
import org.sallyport.gate.selfservice.browsers.BrowserRow;
import org.sallyport.gate.selfservice.contacts.NumberRemoval;
import org.sallyport.gate.selfservice.devices.DeviceRow;
import org.sallyport.gate.selfservice.history.HistoryDay;
import org.sallyport.gate.selfservice.history.HistoryRow;
import org.sallyport.gate.selfservice.history.HistoryRow.Grade;
import org.sallyport.gate.selfservice.security.DelayedRow;
import org.sallyport.gate.selfservice.security.SecurityCheckup;
import org.sallyport.gate.selfservice.security.SecurityView;
import org.sallyport.gate.selfservice.sessions.SessionRow;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.gate.session.open.Stay;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.TrustedBrowserId;

/** The pages of My Account, in all their states. */
final class SettingsSamples {
  private static final String FIREFOX = "Firefox 145 on Windows";
  private static final String SAFARI = "Safari 26 on iPad";
  private static final String HOME = "203.0.113.24";
  private static final String AWAY = "2001:db8:40::9c1";
  private static final SignInId ID = new SignInId(new UUID(7, 7));

  private static final SessionProperties TIMES =
      new SessionProperties(
          Duration.ofMinutes(30), Duration.ofHours(4), Duration.ofMinutes(30), 10, Duration.ZERO);

  private SettingsSamples() {}

  static Stream<Sample> all() {
    return Stream.of(security(), changes(), lists(), devices(), history()).flatMap(List::stream);
  }

  private static Sample page(String file, String template) {
    return Sample.page("settings-" + file, "settings/" + template)
        .with("visitor", Sample.visitor());
  }

  private static List<Sample> security() {
    SecurityView full =
        new SecurityView(
            safety(true),
            "One-Time-Password by SMS",
            "A code to your mobile at each sign-in",
            "+32 ••• •• •• 84",
            "hester@brambleway.example",
            SENT.minusMonths(8),
            List.of("My phone"),
            browsers(),
            "None.",
            "To make a change, confirm with a One-Time-Password by SMS or a recovery code. A"
                + " confirmation is valid for 5 minutes.",
            List.of("One-Time-Password by e-mail"),
            true,
            List.of(
                new DelayedRow(
                    new UUID(7, 8),
                    "Your mobile number becomes +32 ••• •• •• 99",
                    SENT,
                    SENT.plusDays(1))),
            links());
    return List.of(
        page("security", "security").with("security", full),
        page("security-stay", "security")
            .with("security", full)
            .with("stay", Stay.signedIn("1", TIMES, "4 hours", null)),
        page("security-changed", "security")
            .with("security", full)
            .with("note", "Your password is changed. Every other session has ended."),
        page("security-bare", "security")
            .with(
                "security",
                new SecurityView(
                    safety(false),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    "None. A browser is remembered when you tick the box at a sign-in.",
                    "To make a change, confirm with your second factor or a recovery code. A"
                        + " confirmation is valid for 5 minutes.",
                    List.of(),
                    false,
                    List.of(),
                    List.of())));
  }

  /** A sign-in elsewhere that is linked, and one that is not. */
  static List<FederatedLinks.Link> links() {
    return List.of(
        new FederatedLinks.Link(
            "hospital",
            "Lindenmoor Hospital",
            new FederatedIdentities.Identity(
                "https://sso.lindenmoor.example",
                "0f6e2a2e-6f0c-4d0e-9f5a-2f4f4a3f1c11",
                SENT.toInstant(),
                "h.brambleway",
                null)),
        new FederatedLinks.Link("eid", "Identity card", null));
  }

  private static SecurityCheckup safety(boolean good) {
    SecurityCheckup.Half half =
        new SecurityCheckup.Half(
            good ? "Strong" : "2 things missing",
            good,
            List.of(
                new SecurityCheckup.Point("Mobile number and e-mail", true),
                new SecurityCheckup.Point("No recovery codes", good)));
    SecurityCheckup.Step next =
        new SecurityCheckup.Step(
            "make recovery codes",
            "If your devices are lost, they let you in without the desk.",
            "/settings/recovery",
            "Make recovery codes");
    return new SecurityCheckup(half, half, good ? null : next);
  }

  private static List<Sample> changes() {
    return List.of(
        page("elsewhere", "elsewhere").with("links", links()),
        page("elsewhere-refused", "elsewhere")
            .with("links", links())
            .with("problem", "That person is linked with an account here already."),
        page("elsewhere-confirm", "elsewhere-confirm")
            .with("person", "hester.brambleway")
            .with("issuerTitle", "Lindenmoor Hospital"),
        page("method", "method").with("options", GateSamples.options(true)),
        page("method-wrong", "method")
            .with("options", GateSamples.options(false))
            .with("problem", "Choose one of these."),
        page("ways", "ways")
            .with(
                "options",
                List.of(
                    new Offer(
                        "open-sms",
                        "One-Time-Password by SMS",
                        "A code to +32 ••• •• •• 84.",
                        true,
                        true),
                    new Offer(
                        "open-email",
                        "One-Time-Password by e-mail",
                        "A code to h•••@brambleway.example.",
                        true,
                        false)))
            .with("devices", 1)
            .with("codes", 0),
        page("ways-none", "ways").with("options", List.of()).with("devices", 0).with("codes", 1),
        lost("lost", "a One-Time-Password by e-mail", true, true),
        lost("lost-nothing-left", null, false, false),
        lost("lost-device", "a One-Time-Password by e-mail", true, false)
            .with("purpose", "link or remove a device")
            .with("removalOnly", true),
        number("phone"),
        page("phone-wrong", "phone")
            .with("example", "0470 00 00 00 or +32 470 00 00 00")
            .with("phone", "0470 12")
            .with("problem", "This is no mobile number."),
        number("phone-removable").with("rest", new NumberRemoval.Rest(1, 0)),
        number("phone-needed").with("obstacle", "Your codes are sent to it. Change your method."),
        number("phone-not-removed").with("currentProblem", "Add an e-mail address first."),
        page("email", "email").with("current", "hester@brambleway.example").with("email", ""),
        page("email-wrong", "email")
            .with("email", "hester@")
            .with("problem", "That is no e-mail address."),
        page("password", "password")
            .with("username", "h.brambleway")
            .with("minLength", 12)
            .with("directory", false),
        page("password-of-directory", "password")
            .with("username", "h.brambleway")
            .with("minLength", 12)
            .with("directory", true),
        page("password-wrong", "password")
            .with("directory", false)
            .with("username", "h.brambleway")
            .with("minLength", 12)
            .with("problem", "Too short: at least 12 characters."),
        page("password-wrong-now", "password")
            .with("directory", false)
            .with("username", "h.brambleway")
            .with("minLength", 12)
            .with("currentProblem", "That is not your password now."));
  }

  private static Sample number(String file) {
    return page(file, "phone")
        .with("example", "0470 00 00 00 or +32 470 00 00 00")
        .with("current", "+32 ••• •• •• 84")
        .with("phone", "");
  }

  private static Sample lost(
      String file, @Nullable String next, boolean canWait, boolean recovery) {
    return page(file, "lost")
        .with("method", "a One-Time-Password by SMS")
        .with("next", next)
        .with("purpose", "change your mobile number")
        .with("wait", "1 day")
        .with("due", SENT.plusDays(1))
        .with("canWait", canWait)
        .with("recovery", recovery);
  }

  private static List<Sample> lists() {
    return List.of(
        page("browsers", "browsers")
            .with("browsers", browsers())
            .with("admin", false)
            .with("rememberFor", "30 days"),
        page("browsers-none", "browsers")
            .with("browsers", List.of())
            .with("admin", false)
            .with("rememberFor", "30 days"),
        page("browsers-admin", "browsers").with("browsers", List.of()).with("admin", true),
        page("sessions", "sessions").with("sessions", List.of(session(true), session(false))),
        page("sessions-one", "sessions").with("sessions", List.of(session(true))));
  }

  private static List<Sample> devices() {
    DeviceRow used = device("My phone", SENT.minusHours(3));
    DeviceRow unused = device("Tablet of the practice", null);
    DeviceRow notAllowed = device("Old phone", SENT);
    return List.of(
        page("devices", "devices")
            .with("devices", List.of(used, unused, notAllowed))
            .with("linkable", List.of())
            .with("most", 5),
        page("devices-removal-only", "devices")
            .with("devices", List.of(used))
            .with("linkable", List.of())
            .with("most", 5)
            .with("removalOnly", true),
        page("devices-none", "devices")
            .with("devices", List.of())
            .with("linkable", List.of())
            .with("most", 5),
        page("data", "data")
            .with("begun", false)
            .with("marks", new OwnMarks.Saved(0, 0))
            .with("layouts", 0),
        page("data-begun", "data")
            .with("begun", true)
            .with("marks", new OwnMarks.Saved(1, 1))
            .with("layouts", 1),
        page("data-busy", "data")
            .with("begun", true)
            .with("marks", new OwnMarks.Saved(12, 3))
            .with("layouts", 4)
            .with("refusal", "Other copies are being made. Try again in half a minute."),
        page("recovery", "recovery").with("allowed", true).with("left", 7).with("begun", false),
        page("recovery-none", "recovery").with("allowed", true).with("left", 0).with("begun", true),
        page("recovery-not-here", "recovery")
            .with("allowed", false)
            .with("left", 0)
            .with("begun", false),
        page("recovery-codes", "recovery-codes")
            .with("codes", Collections.nCopies(10, "7KQ2-M4XW-9RTC-HV3D"))
            .with("file", "Recovery codes"),
        page("link-passkey", "link-passkey")
            .with("thing", "passkey")
            .with("creation", "{\"challenge\":\"AAAA\"}")
            .with("action", "/settings/devices/link/passkey/confirm")
            .with("deviceName", "Chrome on Linux")
            .with("usualOffered", true)
            .with("usualTicked", true),
        page("link-passkey-wrong", "link-passkey")
            .with("thing", "passkey")
            .with("creation", "{}")
            .with("action", "/settings/devices/link/passkey/confirm")
            .with("deviceName", "My key")
            .with("problem", "No passkey was made. Try again."),
        page("unlink", "unlink").with("device", used),
        page("unlink-last", "unlink").with("device", used).with("next", "One-Time-Password by SMS"),
        page("unlink-last-method", "unlink")
            .with("device", used)
            .with("lastMethod", true)
            .with("codes", 3),
        link(null),
        link("That is not the code that the app shows now."),
        phone("link-phone", null, null),
        phone("link-phone-early", null, "No phone has answered yet. Scan the code first."),
        phone("link-phone-named", new EnrollmentPrompt.Phone(ID.toString(), "Pixel 9"), null));
  }

  private static Sample phone(
      String file, EnrollmentPrompt.@Nullable Phone phone, @Nullable String problem) {
    return page(file, "link-phone")
        .with("thing", "Sallyport Authenticator app")
        .with("qr", phone == null ? new QrPicture(29, "M4 4h1v1h-1zM6 4h1v1h-1z") : null)
        .with("secret", phone == null ? "JBSW Y3DP EHPK 3PXP JBSW Y3DP" : "")
        .with("phone", phone)
        .with("action", "/settings/devices/link/app/confirm")
        .with("again", "/settings/devices/link/app")
        .with("replaceable", phone == null ? List.of() : List.of(device("Pixel 8", SENT)))
        .with("deviceName", "Chrome on Linux")
        .with("usualOffered", true)
        .with("usualTicked", true)
        .with("problem", problem);
  }

  private static Sample link(@Nullable String problem) {
    return page(problem == null ? "link" : "link-wrong", "link-secret")
        .with("thing", "authenticator app")
        .with("qr", new QrPicture(29, "M4 4h1v1h-1zM6 4h1v1h-1z"))
        .with("secret", "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP")
        .with("action", "/settings/devices/link/totp/confirm")
        .with("deviceName", "")
        .with("usualOffered", true)
        .with("usualTicked", true)
        .with("problem", problem);
  }

  private static DeviceRow device(String name, @Nullable ZonedDateTime used) {
    return new DeviceRow(
        new DeviceId(ID.value()),
        name,
        "app",
        "Authenticator app",
        !name.equals("Old phone"),
        used == null,
        SENT.minusMonths(4),
        used);
  }

  private static List<Sample> history() {
    HistoryRow now = row(ID, "Signed in", Grade.GOOD, "One-Time-Password by SMS", false, true);
    HistoryRow other = row(ID, "Signed in", Grade.GOOD, "Remembered browser", false, false);
    HistoryRow late = row(ID, "Code expired", Grade.PLAIN, "By e-mail", false, false);
    HistoryRow told = row(ID, "Signed in", Grade.GOOD, "Remembered browser", true, false);
    HistoryRow wrong = row(null, "Wrong password, 2 times", Grade.BAD, null, false, false);
    List<HistoryDay> days =
        List.of(
            new HistoryDay(SENT.toLocalDate(), 0, List.of(now)),
            new HistoryDay(SENT.toLocalDate().minusDays(1), 1, List.of(wrong, other, told)),
            new HistoryDay(SENT.toLocalDate().minusDays(3), 3, List.of(late)));
    return List.of(
        page("history", "history").with("days", days),
        page("history-warning", "history")
            .with("days", days)
            .with("warning", "2 sign-ins failed since your last one. They gave no access."),
        page("not-me", "not-me").with("row", other));
  }

  private static HistoryRow row(
      @Nullable SignInId id,
      String outcome,
      Grade grade,
      @Nullable String how,
      boolean reported,
      boolean current) {
    String address = id == null ? "198.51.100.77" : HOME;
    String news = reported ? "New browser and address" : null;
    String notYou = current ? "This session" : reported ? "You reported this" : "No access";
    return new HistoryRow(
        id,
        SENT,
        outcome,
        grade,
        FIREFOX,
        how,
        address,
        news,
        notYou,
        reported,
        current,
        HistoryRow.First.PASSWORD);
  }

  private static List<BrowserRow> browsers() {
    return List.of(browser(FIREFOX, HOME, true), browser(SAFARI, AWAY, false));
  }

  private static BrowserRow browser(String name, String address, boolean current) {
    TrustedBrowserId id = new TrustedBrowserId(new UUID(3, current ? 1 : 2));
    return new BrowserRow(
        id, name, address, SENT.minusDays(12), SENT.minusDays(1), SENT.plusDays(18), current);
  }

  private static SessionRow session(boolean current) {
    return new SessionRow(
        ID,
        current ? FIREFOX : SAFARI,
        current ? HOME : AWAY,
        current ? "One-Time-Password by SMS" : "Remembered browser",
        SENT.minusMinutes(40),
        SENT,
        SENT.plusMinutes(200),
        current);
  }
}
