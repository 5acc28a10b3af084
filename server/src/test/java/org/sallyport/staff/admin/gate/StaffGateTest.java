package org.sallyport.staff.admin.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The step-up, the roles and the limits of the administration pages. */
@SallyportTest
class StaffGateTest {
  private static final Duration MAX_AGE = Duration.ofMinutes(15);

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser in(Person person) {
    Browser browser = Visitors.signedIn(person, port);
    browser.get("/settings/account");
    return browser;
  }

  private void session(Person person, String change) {
    rows.update(
        "update sign_in set " + change + " where account_id = ? and state = 'complete'",
        person.id().value());
  }

  @Nested
  class TheSecondFactor {
    @Test
    void ofTheSignInOpensThePagesFor15Minutes() {
      Browser browser = in(people.admin());
      clock.turn(MAX_AGE.minusMillis(1));
      assertThat(browser.get("/admin").status()).isEqualTo(200);
      clock.turn(Duration.ofMillis(1));
      assertThat(browser.get("/admin").location()).endsWith("/admin/confirm");
    }

    @Test
    void isAskedForAndLeadsToThePageThatWasAskedFor() {
      Person admin = people.admin();
      Browser browser = in(admin);
      clock.turn(MAX_AGE);
      assertThat(browser.get("/admin/names?done=confirmed").location()).endsWith("/admin/confirm");
      assertThat(browser.get("/admin/confirm").text())
          .contains("Confirm that it is you", "stay open for 15 minutes");
      assertThat(browser.post("/settings/begin", "change", "administration").location())
          .endsWith("/settings/confirm");
      browser.get("/settings/confirm");
      Browser.Page given = browser.post("/settings/confirm", "code", Codes.next(admin.email()));
      assertThat(given.location()).endsWith("/admin/continue");
      assertThat(browser.get("/admin/continue").location()).endsWith("/admin/names");
      assertThat(browser.get("/admin/names").status()).isEqualTo(200);
      assertThat(browser.cookie("__Host-admin")).isEmpty();
    }

    @Test
    void Rule28_isFreshWhenEverybodyIsSignedOut() {
      Person admin = people.admin();
      Browser browser = in(admin);
      Person person = people.byEmail();
      Browser other = Visitors.signedIn(person, port);
      String end = "/admin/manage/sign-out/everybody";
      String reason = "break-in " + UUID.randomUUID();
      clock.turn(Duration.ofMinutes(5));
      browser.get("/admin/manage/sign-out");
      assertThat(browser.post(end, "reason", reason).status()).isEqualTo(403);
      assertThat(other.get("/settings/account").status()).isEqualTo(200);
      browser.get("/admin/manage/sign-out");
      browser.post("/settings/begin", "change", "administration");
      browser.get("/settings/confirm");
      browser.post("/settings/confirm", "code", Codes.next(admin.email()));
      browser.get("/admin/manage/sign-out");
      assertThat(browser.post(end, "reason", " ").status()).isEqualTo(422);
      assertThat(other.get("/settings/account").status()).isEqualTo(200);
      assertThat(browser.post(end, "reason", reason).location())
          .matches(".*/admin/manage/sign-out[?]done=[1-9][0-9]*");
      assertThat(other.get("/settings/account").location()).endsWith("/login");
      assertThat(browser.get("/admin/manage/sign-out").status()).isEqualTo(200);
      assertThat(rows.events(person.id(), "AccountEvent.SessionsEnded")).isEqualTo(1);
      assertThat(
              rows.query(
                  "select details ->> 'by' as by from audit_event"
                      + " where type = 'SystemEvent.EverybodySignedOut' and details ->> 'reason' = ?",
                  reason))
          .singleElement()
          .hasToString("{by=" + admin.username() + "}");
    }

    @Test
    void isMissingSoAFormIsNotProcessedAndLeadsToItsPage() {
      Browser browser = in(people.admin());
      clock.turn(MAX_AGE);
      Browser.Page refused =
          browser.post("/admin/resets/confirm", "id", UUID.randomUUID().toString());
      assertThat(refused.location()).endsWith("/admin/confirm?unsent");
      assertThat(browser.get("/admin/confirm?unsent").text()).contains("Nothing was done");
      assertThat(browser.cookie("__Host-admin")).isEqualTo("/admin/resets");
    }

    @Test
    void G06_isNotReplacedByARememberedBrowser() {
      Person admin = people.admin();
      Browser browser = in(admin);
      session(admin, "factor_at = null, factor_method = null, method = 'remembered'");
      assertThat(browser.get("/admin").location()).endsWith("/admin/confirm");
    }

    @Test
    void isTheStrongestOfTheAccount() {
      Person admin = people.admin();
      Browser browser = in(admin);
      rows.update("update account set linked_methods = '{totp}' where id = ?", admin.id().value());
      assertThat(browser.get("/admin").location()).endsWith("/admin/confirm");
      session(admin, "factor_method = 'totp'");
      assertThat(browser.get("/admin").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "//evil.example/admin",
          "https://evil.example/admin",
          "/studies",
          "/admin/../studies",
          "/admin//evil",
          "/administrator"
        })
    void leadsToNoOtherPage(String page) {
      Browser browser = in(people.admin());
      browser.setCookie("__Host-admin", page);
      assertThat(browser.get("/admin/continue").location()).endsWith("/admin");
    }

    @Test
    void isOfNoUseToALockedAccount() {
      Person admin = people.admin();
      Browser browser = in(admin);
      rows.update("update account set locked_at = created_at where id = ?", admin.id().value());
      assertThat(browser.get("/admin").location()).endsWith("/admin/confirm");
      Browser.Page page = browser.get("/admin/confirm");
      assertThat(page.status()).isEqualTo(403);
      assertThat(page.text()).contains("Your account is locked");
    }
  }

  @Nested
  class TheHelpDesk {
    @Test
    void landsOnAdministrationAndHasNoStudies() {
      Browser browser = in(people.helpDesk());
      assertThat(browser.get("/studies").location()).endsWith("/admin");
      assertThat(browser.get("/admin").location()).endsWith("/admin/desk");
      assertThat(browser.get("/admin/desk").text())
          .contains("Help desk", "Who is calling?")
          .doesNotContain("Shared by me", "Resets", "Names");
      for (String path : new String[] {"/studies/shared", "/dicom-web/studies"}) {
        assertThat(browser.get(path).status()).as(path).isEqualTo(403);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/resets", "/admin/names", "/admin/nothing", "/admin/accounts"})
    void opensNoPageOfAdmins(String path) {
      assertThat(in(people.helpDesk()).get(path).status()).isEqualTo(403);
    }

    @Test
    void hasNoBrowserRemembered() {
      Person person = people.helpDesk();
      Browser browser = new Browser(port);
      Browser.Page page = browser.signIn(person.username(), People.PASSWORD);
      assertThat(page.text())
          .contains("can act on other accounts")
          .doesNotContain("Remember this browser");
    }

    @Test
    void J06_cannotConfirmAStepUpForAdmins() {
      Browser browser = in(people.helpDesk());
      for (String change : new String[] {"resets", "names"}) {
        assertThat(browser.post("/settings/begin", "change", change).location())
            .endsWith("/settings/account");
      }
    }

    @Test
    void losesThePagesWithTheRole() {
      Person person = people.helpDesk();
      Browser browser = in(person);
      rows.update("update account set role = 'physician' where id = ?", person.id().value());
      assertThat(browser.get("/admin").status()).isEqualTo(403);
    }
  }

  @Nested
  class Limits {
    @Test
    void stopFormsAfter200InAnHour() {
      Browser browser = in(people.admin());
      String id = UUID.randomUUID().toString();
      for (int i = 0; i < 200; i++) {
        assertThat(browser.post("/admin/resets/confirm", "id", id).status()).isNotEqualTo(429);
      }
      Browser.Page page = browser.post("/admin/resets/confirm", "id", id);
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.header("Retry-After")).matches("\\d{1,4}");
      assertThat(browser.get("/admin").status()).isEqualTo(200);
      assertThat(in(people.admin()).post("/admin/resets/confirm", "id", id).status())
          .as("each account has its own")
          .isNotEqualTo(429);
    }
  }
}
