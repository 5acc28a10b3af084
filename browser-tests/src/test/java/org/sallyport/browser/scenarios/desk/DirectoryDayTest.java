package org.sallyport.browser.scenarios.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.browser.scenarios.studies.Lindenmoor;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.springframework.test.context.ContextConfiguration;

/** What an admin does with a directory that was connected to a portal with accounts. */
@ContextConfiguration(initializers = {TestSettings.class, Lindenmoor.class, OnSamba.class})
@ExtendWith(SambaPossible.class)
@Tag("long")
class DirectoryDayTest extends Scenario {
  private final Samba samba = Samba.shared();

  private static void isWithoutBarriers(Window window, String page) {
    assertThat(window.barriers()).as(page).isEmpty();
    for (Width width : new Width[] {Width.PHONE, Width.DESK}) {
      window.resize(width);
      assertThat(window.scrollsSideways()).as(page).isFalse();
    }
  }

  @Test
  void findsLinksAndUnlinksAccounts() {
    Person ida = people.byEmail();
    Person noor = people.byEmail();
    samba.addPerson(ida.username(), Map.of("displayName", "Ida Quill", "mail", ida.email()));
    samba.addPerson(noor.username(), Map.of("displayName", "Noor Fenwick"));
    Window window = caller(people.admin(), Width.PHONE).comesIn().window();
    window.open("/admin/directories");
    assertThat(window.text()).contains("hosp", "Answers", "Everybody, as a physician");
    isWithoutBarriers(window, "the directories");
    window.press("Find accounts");
    assertThat(window.text()).contains("Ida Quill", "E-mail address", "Only the username agrees");
    isWithoutBarriers(window, "accounts that look alike");
    window.type("Reason", "introduction of the directory");
    window.press("Link the ticked ones");
    assertThat(window.text()).contains("1 account is linked.").doesNotContain("Ida Quill");
    window.press("Compare " + noor.username());
    assertThat(window.text()).contains("Noor Fenwick", "Nothing but the username agrees");
    isWithoutBarriers(window, "both sides");
    window.type("Reason", "called her on the ward");
    window.press("Link");
    assertThat(window.text()).contains("Linked. The owner is told");
    window.open("/admin/manage/" + noor.id());
    assertThat(window.text()).contains("In the directory hosp", "End the link");
    isWithoutBarriers(window, "a linked account");
    window.type("Reason", "it was another Noor");
    window.press("End the link with the directory");
    assertThat(window.text()).contains("The link is ended. Send an activation link");
  }
}
