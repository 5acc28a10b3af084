package org.sallyport.browser.scenarios.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Keys;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.testing.People.Person;

/** The audit log with the keyboard only. */
class AuditLogTest extends Scenario {
  @AtEachWidth
  void anAdminFindsAnEventAndReadsItByKeys(Width width) {
    Person owner = people.byEmail();
    caller(owner, width).signsIn();
    Caller admin = caller(people.admin(), width).signsIn();
    Window window = admin.window();
    window.open("/admin/audit");
    Keys keys = new Keys(window);
    keys.tabTo("Person");
    keys.type(owner.username());
    keys.tabTo("Search");
    keys.go("Enter");
    assertThat(window.text()).contains("newest first", "Sign-in: Signed in");
    assertThat(window.barriers()).isEmpty();
    assertThat(window.scrollsSideways()).isFalse();
    keys.tabTo("Sign-in: Signed in");
    keys.go("Enter");
    assertThat(window.heading()).isEqualTo("Audit event");
    assertThat(window.text()).contains("SignInEvent.Completed", owner.username());
    assertThat(window.barriers()).isEmpty();
    assertThat(window.scrollsSideways()).isFalse();
  }
}
