package org.sallyport.browser.scenarios.studies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Links;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.browser.scenarios.guide.GuideWalk;
import org.sallyport.browser.scenarios.pages.SharingSpots;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Codes;

/** A day on which studies are shared: with a colleague, by a link, by a number; and withdrawn. */
public class SharingDayTest extends Scenario {
  public static final String SHARE = "Share a study";
  public static final String WITHDRAW = "Withdraw a share";
  public static final String ADD = "Add a study by its reference number";

  private static final String PATIENT = "Vanderquill, Adelheid";

  private Window owner(Width width) {
    Person owner = people.byEmail();
    shelf.fill(owner);
    return Guide.inChromium(this, width).inside(owner).window();
  }

  @Test
  void aColleagueGetsAStudyAndLosesItAsTheGuideSays() {
    Person colleague = people.byEmail();
    Window window = owner(Width.PHONE);
    new GuideWalk(window)
        .errand("Open the study", () -> window.follow(PATIENT))
        .types("Name, username or e-mail address", colleague::username)
        .takes(SHARE);
    Caller receiver = Guide.inChromium(this, Width.DESK).inside(colleague);
    receiver.window().follow(PATIENT);
    assertThat(receiver.window().status()).isEqualTo(200);
    new GuideWalk(window).finds("the receiver", "Dr Person").takes(WITHDRAW);
    receiver.window().reload();
    assertThat(receiver.window().status()).isEqualTo(404);
  }

  @Test
  void anAddressOpensTheLinkInAnotherBrowserUntilItIsWithdrawn() {
    Window window = owner(Width.DESK);
    String to = "day@elsewhere.example";
    window.follow(PATIENT);
    window.followExactly("Share");
    SharingSpots.shares(window, to);
    Window guest = window(Width.PHONE, false);
    guest.open(Links.next(to));
    assertThat(guest.path()).isEqualTo("/shared");
    guest.press("Send me the code");
    String code = Codes.next(to);
    for (int i = 0; i < 5; i++) {
      guest.type("One-Time-Password", Codes.wrong(code));
      guest.press("Continue");
    }
    assertThat(guest.heading()).contains("locked");
    window.open("/studies/shared");
    assertThat(window.text()).contains("Locked");
    window.press("Unlock");
    assertThat(window.text()).contains("Unlocked.");
    guest.open("/shared/code");
    guest.type("One-Time-Password", code);
    guest.press("Continue");
    guest.follow(PATIENT);
    assertThat(guest.page().getByRole(AriaRole.LISTITEM).count()).isGreaterThan(1);
    assertThat(guest.scrollsSideways()).isFalse();
    window.press("Withdraw");
    guest.reload();
    assertThat(guest.heading()).contains("are closed");
  }

  @Test
  void aGuestWhoseCodeDoesNotArriveSeesItAndGetsAnother() {
    String to = "late@elsewhere.example";
    Window guest = asked(owner(Width.PHONE), to);
    String older = Codes.next(to);
    receipt(to, "delayed");
    guest.page().clock().runFor(3_000);
    Locator main = guest.page().locator("main");
    assertThat(main).containsText("Delivery is still being tried.");
    guest.page().locator("#code").fill("12");
    receipt(to, "no-mailbox");
    guest.page().clock().runFor(3_000);
    assertThat(main).containsText("Your code did not arrive.");
    assertThat(main).containsText("If no code reaches you, ask Dr Person");
    assertThat(guest.page().locator("#code")).hasValue("12");
    Locator again = guest.button("Send another code");
    assertThat(again).hasCount(1);
    assertThat(again).isDisabled();
    guest.page().clock().runFor(30_000);
    assertThat(again).isEnabled();
    clock.turn(Duration.ofSeconds(30));
    again.click();
    String newer = Codes.next(to);
    assertThat(main).containsText("Accepted for delivery");
    guest.type("One-Time-Password", older.equals(newer) ? Codes.wrong(newer) : older);
    guest.press("Continue");
    assertThat(guest.text()).contains("Type the one from the newest message.");
    guest.type("One-Time-Password", newer);
    guest.press("Continue");
    assertThat(guest.heading()).isEqualTo("Shared with you");
  }

  @Test
  void aGuestWhoWaitsForACodeSeesThatTheShareEnded() {
    Window window = owner(Width.PHONE);
    String to = "ended@elsewhere.example";
    Window guest = asked(window, to);
    Codes.next(to);
    window.open("/studies/shared");
    window.press("Withdraw");
    guest.page().clock().runFor(3_000);
    assertThat(guest.page().locator("h1")).not().containsText("Code from message");
    assertThat(guest.path()).isEqualTo("/shared");
  }

  /** A guest to whom the owner shares, and who asked for the code. */
  private Window asked(Window owner, String to) {
    owner.follow(PATIENT);
    owner.followExactly("Share");
    SharingSpots.shares(owner, to);
    Window guest = window(Width.PHONE);
    guest.open(Links.next(to));
    guest.installsClock();
    guest.press("Send me the code");
    return guest;
  }

  /** What is heard of the only code of a share. */
  private void receipt(String to, String state) {
    rows.update(
        """
        update outbox set receipt = ?, receipt_at = created_at where id =
          (select c.message_id from share_code c join share_session s on s.id = c.session_id
             join share h on h.id = s.share_id where h.email = ?)
        """,
        state,
        to);
  }

  @Test
  void aLinkWithReportsOpensTheImageOfAReport() {
    Person reader = people.byEmail();
    TestStudy study = shelf.reported(reader);
    Window owner = Guide.inChromium(this, Width.DESK).inside(reader).window();
    owner.open("/studies/share?study=" + study.uid());
    owner.tick("With reports");
    String to = "reports@elsewhere.example";
    SharingSpots.shares(owner, to);
    Window guest = window(Width.PHONE);
    guest.open(Links.next(to));
    guest.press("Send me the code");
    guest.type("One-Time-Password", Codes.next(to));
    guest.press("Continue");
    guest.follow("Lindqvist, Tove");
    guest.follow("Radiology report");
    guest.page().locator(".report a").first().click();
    ViewerScenario.shows(guest, "Image 1 of 2");
    assertThat(guest.path()).isEqualTo("/shared/studies/" + study.uid() + "/view");
    guest.button("90 Series").click();
    assertThat(guest.page().getByText("Open the report").getAttribute("href"))
        .startsWith("/shared/studies/");
    guest.follow("Back to the study");
    assertThat(guest.path()).isEqualTo("/shared/studies/" + study.uid());
  }

  @Test
  void aNumberFromALetterAddsTheStudy() {
    Window window = owner(Width.DESK);
    window.follow(PATIENT);
    window.followExactly("Share");
    window.follow("Reference number");
    window.press("Issue number");
    String number = window.text().replaceAll(".*?([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}).*", "$1");
    Window receiver = Guide.inChromium(this, Width.PHONE).inside(people.byEmail()).window();
    new GuideWalk(receiver)
        .types("Reference number", () -> number)
        .types("Patient’s birth date", () -> "14.3.1958")
        .takes(ADD);
    assertThat(receiver.text()).contains(PATIENT);
  }

  @Test
  void theShareFormIsFilledInByTheKeyboard() {
    Person colleague = people.byEmail();
    Window window = owner(Width.DESK);
    window.follow(PATIENT);
    window.followExactly("Share");
    window.field("Name, username or e-mail address").focus();
    window.paste(colleague.username());
    window.send("Enter");
    assertThat(window.text()).contains("Nothing is shared yet. If you mean Dr Person");
    window.field("Name, username or e-mail address").focus();
    window.send("Enter");
    assertThat(window.text()).contains("Shared with");
  }
}
