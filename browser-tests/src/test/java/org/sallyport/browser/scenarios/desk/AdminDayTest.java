package org.sallyport.browser.scenarios.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Inbox;

/** What an admin does without a shell, in a browser alone, on a page of 360 pixels. */
class AdminDayTest extends Scenario {
  private static final String REASON = "asked by the ward";

  private Window window;

  @BeforeEach
  void signsIn() {
    window = caller(people.admin(), Width.PHONE).comesIn().window();
  }

  private void opens(String path) {
    window.open(path);
    isWithoutBarriers();
  }

  private void presses(String button) {
    window.press(button);
    isWithoutBarriers();
  }

  private void isWithoutBarriers() {
    assertThat(window.barriers()).as(window.path()).isEmpty();
    assertThat(window.scrollsSideways()).as(window.path()).isFalse();
  }

  @Test
  void importsAFileAfterSeeingEveryChange() {
    Person person = people.bySms();
    String csv =
        "username,name,email,role\n"
            + person.username()
            + ",Dr Changed,,\nnew."
            + person.username()
            + ",Nan New,nan."
            + person.email()
            + ",patient\n";
    opens("/admin/import");
    window
        .field("File")
        .setInputFiles(
            new FilePayload("may.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    presses("Show what would change");
    assertThat(window.text()).contains("Nothing is changed yet", "Dr Changed", "Nan New");
    window.type("Reason", REASON);
    presses("Import");
    assertThat(window.text())
        .contains("Imported: 1 new, 1 changed. Activation links being sent: 1.");
    assertThat(Inbox.next("nan." + person.email(), it -> true).text()).contains("/activate");
  }

  @Test
  void makesAnAccountEditsAndDisablesIt() {
    String username = "day" + System.nanoTime();
    opens("/admin/manage/new");
    window.type("Username", username);
    window.type("Name", "Nan New");
    window.field("Role").selectOption("physician");
    window.type("E-mail address", username + "@new.example");
    window.type("Reason", REASON);
    presses("Create account");
    assertThat(window.text()).contains("The account was created");
    window.follow("Edit");
    isWithoutBarriers();
    window.type("E-mail address", "other." + username + "@new.example");
    window.type("Reason", REASON);
    presses("Save");
    assertThat(window.text()).contains("Saved.");
    window.type("Reason", REASON);
    presses("Disable");
    assertThat(window.text()).contains("Disabled.");
  }

  @Test
  void printsALetter() {
    opens("/admin/manage/" + people.unreachable().id() + "/letter");
    window.type("Reason", REASON);
    presses("Create the letter");
    assertThat(window.text()).contains("This is shown once");
    assertThat(window.button("Print").isVisible()).isTrue();
  }

  @Test
  void actsWithTheKeyboardAlone() {
    Person member = people.byEmail();
    opens("/admin/groups");
    window.field("Name").focus();
    window.page().keyboard().type("Practice " + System.nanoTime());
    window.page().keyboard().press("Tab");
    window.page().keyboard().press("Tab");
    window.page().keyboard().type(member.username());
    window.page().keyboard().press("Tab");
    window.page().keyboard().type(REASON);
    window.send("Enter");
    assertThat(window.alert()).contains("Nothing was done yet. This is ");
    window.field("Reason").focus();
    window.send("Enter");
    assertThat(window.text()).contains("Added. The owner is notified.");
    assertThat(window.faultsOfFocus()).isEmpty();
    isWithoutBarriers();
  }
}
