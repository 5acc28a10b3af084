package org.sallyport.browser.scenarios.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.app.AppScenario;
import org.sallyport.browser.scenarios.studies.ReportTest;
import org.sallyport.browser.scenarios.studies.SharingDayTest;
import org.sallyport.browser.scenarios.studies.ViewerGuideTest;
import org.sallyport.staff.admin.CommandsBeside;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * The user guide's account recovery (rule 39), executed step by step as written: a step that refers
 * to something not on the page, or that cannot be followed, fails the test.
 */
class UserGuideTest extends AppScenario {
  private static final String LOST_PHONE = "Lost phone";
  private static final String LOST_LAPTOP = "Lost laptop";
  private static final String LOST_NUMBER = "New phone number, old one gone";
  private static final String LOST_BOTH = "Lost both, with a recovery code";
  private static final String LOST_ALL = "Lost both, without a recovery code";
  private static final String FIND = "Find a study, and keep it for later";

  /** Walked by {@link ReportTest}. */
  private static final String READ_REPORT = "Read a report";

  private static final String DOWNLOAD = "Download a study";
  private static final String ACCESS = "See who has access";
  private static final String GROUPS = "My groups";
  private static final String LOST = "Old phone";
  private static final String KEPT = "Tablet";

  @Autowired Environment settings;

  @Test
  void everyNumberedProcedureHasATest() {
    assertThat(GuideWalk.titles())
        .containsExactlyInAnyOrder(
            LOST_PHONE,
            LOST_LAPTOP,
            LOST_NUMBER,
            LOST_BOTH,
            LOST_ALL,
            ACCESS,
            GROUPS,
            FIND,
            READ_REPORT,
            DOWNLOAD,
            ViewerGuideTest.OPEN,
            ViewerGuideTest.COMPARE,
            ViewerGuideTest.PLANES,
            SharingDayTest.SHARE,
            SharingDayTest.WITHDRAW,
            SharingDayTest.ADD);
  }

  @Test
  void aLostPhoneApprovesNothingAndShowsNoCodeThatOpens() {
    Caller owner = inside();
    Deque<String> sheet = sheet(owner.window());
    Authenticator lost = links(owner.window(), LOST);
    AppPhone codes = lost.codes();
    Authenticator kept = linksAnother(owner.window(), lost);
    kept.codes();
    Caller before = caller(owner.person(), Width.DESK).givesPassword();
    before.answers(codes.code(1));
    assertThat(before.isIn()).as("its codes opened before").isTrue();

    walk(owner.person(), sheet).finds("what you lost", LOST).takes(LOST_PHONE);

    Caller thief = caller(owner.person(), Width.DESK).givesPassword();
    assertThat(lost.requests404()).isEqualTo(404);
    assertThat(lost.approve(kept.request(), number(thief.window())).status()).isEqualTo(404);
    clock.turn(Duration.ofSeconds(30));
    thief.answers(codes.code(1));
    assertThat(thief.window().alert()).contains("4 tries left");
    assertThat(kept.approve(kept.request(), number(thief.window())).status()).isEqualTo(200);
    thief.window().page().waitForURL("**/studies");
  }

  @Test
  @Tag("long")
  void aLostPhoneIsRemovedWhenItTookLongerThanFiveMinutes() {
    Caller owner = inside();
    Deque<String> sheet = sheet(owner.window());
    Authenticator lost = links(owner.window(), LOST);
    GuideWalk walk = walk(owner.person(), sheet).finds("what you lost", LOST);
    walk.takes(LOST_PHONE, 1, 5);
    clock.turn(Duration.ofMinutes(6));
    walk.takes(LOST_PHONE, 6, 8);
    assertThat(lost.requests404()).isEqualTo(404);
    assertThat(sheet).as("two codes were used").hasSize(8);
  }

  @Test
  void aStudyIsFoundOpenedAndKeptAsUnread() {
    Person person = people.byEmail();
    shelf.fill(person);
    GuideWalk walk =
        walk(person, new ArrayDeque<>())
            .types("One-Time-Password", () -> Codes.next(person.email()))
            .types("Patient, birth date, number or study", () -> "vander");
    walk.takes(FIND);
    assertThat(walk.computer().text()).contains("6 new");
  }

  @Test
  void aNewNumberCountsADayLaterWhereTheOldOneIsGone() {
    Person person = people.bySms();
    String number = person.phone().replace("+32470", "+32478");
    Deque<String> codesOf = new ArrayDeque<>(List.of(person.email(), person.email(), number));
    GuideWalk walk =
        walk(person, new ArrayDeque<>())
            .types("One-Time-Password", () -> Codes.next(codesOf.pop()))
            .types("New mobile number", () -> number)
            .finds("the mobile number", "Mobile number");
    walk.takes(LOST_NUMBER, 1, 1);
    clock.turn(Duration.ofSeconds(30));
    walk.takes(LOST_NUMBER, 2, 5);
    clock.turn(Duration.ofSeconds(30));
    walk.takes(LOST_NUMBER, 6, 10);
    assertThat(Inbox.next(person.phone(), it -> it.text().contains("change planned")).text())
        .contains("Not you?");
  }

  @Test
  @Tag("long")
  void aPasskeyOnALostLaptopNoLongerSignsIn() {
    Caller owner = caller(people.byEmail(), Width.DESK);
    Window laptop = owner.window();
    laptop.hasAuthenticator();
    owner.comesIn();
    Deque<String> sheet = sheet(laptop);
    linksPasskey(laptop, LOST);
    laptop.press("Sign out");
    laptop.press("Sign in with a passkey");
    assertThat(owner.isIn()).as("it opened before").isTrue();
    laptop.press("Sign out");

    walk(owner.person(), sheet).finds("what you lost", LOST).takes(LOST_PHONE);

    laptop.press("Sign in with a passkey");
    assertThat(laptop.alert()).contains("Your passkey was not accepted");
  }

  private static void linksPasskey(Window window, String name) {
    window.open("/settings/devices");
    window.press("Link passkey");
    window.type("Name of the passkey", name);
    window.press("Create passkey");
  }

  @Test
  void aLostLaptopIsOutAtOnceAndAskedForTheFactorAgain() {
    Caller laptop = remembered(people.byEmail(), null);

    walk(laptop.person(), new ArrayDeque<>())
        .types("One-Time-Password", laptop::mailedCode)
        .finds("the laptop", "Chrome")
        .takes(LOST_LAPTOP);

    laptop.window().open("/settings/account");
    assertThat(laptop.window().path()).isEqualTo("/login");
    assertThat(laptop.needsACode()).isTrue();
  }

  @Test
  void aRequesterSeesWhoHasAccessAndWithdrawsAShare() {
    Person reader = people.byEmail();
    Person colleague = people.byEmail();
    shelf.fill(reader);
    circle.shares(reader, colleague);
    Window window = caller(reader, Width.DESK).comesIn().window();
    walkAmong(window, "Shared by Dr Hester Brambleway").takes(ACCESS);
    assertThat(window.text()).contains("Withdrew a share");
  }

  @Test
  void anAdminOfAGroupConfirmsItsMembers() {
    Person admin = people.byEmail();
    String colleague = circle.practice(admin, people.byEmail());
    Window window = caller(admin, Width.DESK).comesIn().window();
    walkAmong(window, colleague).takes(GROUPS);
    assertThat(window.text()).contains("Confirmed.");
  }

  /** The line of the colleague is the one with these words. */
  private static GuideWalk walkAmong(Window window, String colleague) {
    return new GuideWalk(window)
        .errand("Open the study", () -> window.follow("Vanderquill, Adelheid"))
        .finds("the colleague", colleague);
  }

  /** Signed in on a laptop with the password alone, since the browser is remembered. */
  private Caller remembered(Person person, @Nullable String code) {
    Caller laptop = caller(person, Width.DESK).givesPassword();
    laptop.window().tick("Remember this browser for 30 days");
    laptop.answers(code == null ? laptop.mailedCode() : code);
    laptop.window().restart();
    assertThat(laptop.givesPassword().isIn()).as("remembered before").isTrue();
    return laptop;
  }

  /**
   * If a tablet is left, removing the phone does not change the method, and the laptop's session
   * continues.
   */
  @ParameterizedTest(name = "a tablet is left: {0}")
  @ValueSource(booleans = {false, true})
  @Tag("long")
  void whoLostBothSignsInWithARecoveryCodeAndLinksANewPhone(boolean tablet) {
    Caller owner = inside();
    Deque<String> sheet = sheet(owner.window());
    Authenticator lost = links(owner.window(), LOST);
    if (tablet) {
      linksAnother(owner.window(), lost);
    }
    Window laptop = owner.window();
    Phone phone = phone();

    walk(owner.person(), sheet).has(phone).finds("what you lost", LOST).takes(LOST_BOTH);

    laptop.open("/settings/account");
    assertThat(laptop.path()).isEqualTo("/login");
    opensWith(phone, owner.person());
    assertThat(lost.requests404()).isEqualTo(404);
  }

  @Test
  @Tag("long")
  void whoLostBothWithoutRecoveryCodesRegainsAccessThroughTheDesk() throws IOException {
    Caller owner = inside();
    Person person = owner.person();
    Deque<String> sheet = sheet(owner.window());
    Authenticator lost = links(owner.window(), LOST);
    Caller laptop = remembered(person, lost.codes().code());
    Phone phone = phone();
    GuideWalk walk =
        walk(person, sheet)
            .has(phone)
            .errand("Ask the desk", () -> asksTheDesk(person))
            .types("One-Time-Password", laptop::mailedCode);

    walk.takes(LOST_ALL);

    laptop.window().open("/settings/account");
    assertThat(laptop.window().path()).isEqualTo("/login");
    opensWith(phone, person);
    assertThat(lost.requests404()).isEqualTo(404);
    assertThat(Files.readString(walk.saved().path()))
        .containsPattern("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}");
    oldCodesAreRefused(person, sheet);
  }

  private void oldCodesAreRefused(Person person, Deque<String> sheet) {
    Caller thief = caller(person, Width.DESK).givesPassword();
    thief.window().follow("Use another way");
    thief.window().tick("Recovery code");
    thief.window().press("Continue");
    thief.window().type("Recovery code", sheet.pop());
    thief.window().press("Continue");
    assertThat(thief.window().alert()).contains("4 tries left");
  }

  /**
   * The help desk's part, as in the admin guide: one person starts the reset, an admin confirms it.
   */
  private void asksTheDesk(Person person) {
    CommandsBeside.Said said =
        new CommandsBeside(settings, clock).run(DeskGuide.reset(person.username()));
    assertThat(said.code()).as(said.err()).isZero();
    Caller admin = caller(people.admin(), Width.DESK).comesIn();
    admin.window().followExactly("Administration");
    admin.window().press(admin.window().pressable("Resets", null));
    admin.window().press("Confirm the reset of " + person.username());
    assertThat(admin.window().text()).contains("Confirmed.");
  }

  /** Signs in with the new phone as the second factor. */
  private void opensWith(Phone phone, Person person) {
    Caller caller = caller(person, Width.DESK).givesPassword();
    phone
        .opens()
        .sees("Are you signing in at Lindenmoor Hospitals?")
        .approves(number(caller.window()));
    caller.window().page().waitForURL("**/studies");
  }

  private GuideWalk walk(Person person, Deque<String> sheet) {
    return walk(person, sheet, window(Width.DESK));
  }

  private static GuideWalk walk(Person person, Deque<String> sheet, Window computer) {
    return new GuideWalk(computer)
        .types("Username", person::username)
        .types("Password", () -> People.PASSWORD)
        .types("Recovery code", sheet::pop)
        .types("Code", () -> computer.page().locator("#key").innerText())
        .types("Name of this phone", () -> "New phone")
        .types("Number on your browser’s page", () -> number(computer));
  }

  /** Creates recovery codes and reads them. */
  private static Deque<String> sheet(Window window) {
    window.open("/settings/recovery");
    window.press("Make recovery codes");
    window.press("Show me the new codes");
    return new ArrayDeque<>(window.page().locator("ol.codes li").allInnerTexts());
  }

  /** A simulated phone, linked in the browser. */
  private Authenticator links(Window desk, String name) {
    desk.open("/settings/devices");
    desk.press("Link Sallyport Authenticator app");
    return confirmed(desk, name);
  }

  /** The strongest factor is requested before another phone is linked. */
  private Authenticator linksAnother(Window desk, Authenticator first) {
    desk.open("/settings/devices");
    desk.press("Link Sallyport Authenticator app");
    assertThat(first.approve(first.request(), number(desk)).status()).isEqualTo(200);
    desk.page().waitForURL("**/settings/devices**");
    return links(desk, KEPT);
  }

  private Authenticator confirmed(Window desk, String name) {
    String home = "http://localhost:" + port;
    Authenticator phone = new Authenticator(URI.create(home), home, clock);
    String secret = desk.page().locator("#key").innerText().replace(" ", "");
    assertThat(phone.link(secret, name).status()).isEqualTo(200);
    confirms(desk);
    assertThat(desk.text()).contains("Linked.", name);
    return phone;
  }
}
