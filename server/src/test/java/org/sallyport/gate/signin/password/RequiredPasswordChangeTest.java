package org.sallyport.gate.signin.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportResult;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Rule 40: an imported password is changed at the first sign-in, before anything is linked. */
@SallyportTest
class RequiredPasswordChangeTest {
  private static final String GIVEN = "ledger thicket copper";
  private static final String OWN = "quiet harbour seven stones";

  @LocalServerPort int port;
  @Autowired AccountImport imports;
  @Autowired Accounts accounts;
  @Autowired People people;
  @Autowired Rows rows;

  private ImportResult imports(Person person, String header, String values) {
    String file = "username,password" + header + "\n" + person.username() + "," + GIVEN + values;
    return imports.run(file.getBytes(StandardCharsets.UTF_8), Origin.COMMAND_LINE);
  }

  /** An account with an imported password, after password and code. */
  private Browser inside(Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), GIVEN);
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
    return browser;
  }

  private Person given() {
    Person person = people.byEmail();
    assertThat(imports(person, "", "\n")).isInstanceOf(ImportResult.Stored.class);
    return person;
  }

  @Nested
  class Rule40_AnImportedPassword {
    @Test
    void isChangedAfterTheSecondFactorAndLeadsOn() {
      Person person = given();
      Browser browser = new Browser(port);
      browser.get("/settings/history");
      browser.signIn(person.username(), GIVEN);
      Browser.Page page =
          browser.follow(browser.post("/login/code", "code", Codes.next(person.email())));
      assertThat(page.text()).contains("Choose your own password", person.username());
      Browser.Page changed = browser.post("/login/new-password", "password", OWN);
      assertThat(changed.location()).endsWith("/settings/history");
      assertThat(browser.get("/settings/history").status()).isEqualTo(200);
      assertThat(accounts.find(person.id()).orElseThrow().passwordChangeRequired()).isFalse();
      assertThat(new Browser(port).signIn(person.username(), GIVEN).status()).isEqualTo(422);
      assertThat(new Browser(port).signIn(person.username(), OWN).text())
          .contains("Enter the code from message");
      assertThat(rows.events(person.id(), "AccountEvent.PasswordChanged")).isEqualTo(2);
    }

    @Test
    void isChangedOnlyByWhoHasTheSecondFactorToo() {
      Person person = given();
      Browser thief = new Browser(port);
      thief.signIn(person.username(), GIVEN);
      assertThat(thief.get("/login/new-password").location()).endsWith("/login");
      assertThat(thief.post("/login/new-password", "password", OWN).location()).endsWith("/login");
      assertThat(thief.signIn(person.username(), GIVEN).status()).isLessThan(422);
    }

    @Test
    void isNotTheNextOne() {
      Person person = given();
      Browser browser = inside(person);
      browser.get("/login/new-password");
      Browser.Page same = browser.post("/login/new-password", "password", GIVEN);
      assertThat(same.status()).isEqualTo(422);
      assertThat(same.text()).contains("the password that you were given");
      assertThat(browser.post("/login/new-password", "password", "short").status()).isEqualTo(422);
      assertThat(browser.get("/studies").location()).endsWith("/login/new-password");
    }

    @Test
    void isAskedForWithAWarningBeforeTheSessionEnds() {
      Browser browser = inside(given());
      assertThat(browser.get("/login/new-password").body())
          .contains("data-stay=", "Stay signed in")
          .doesNotContain("data-return");
      assertThat(
              browser
                  .send(
                      browser
                          .request("/session/left")
                          .setHeader("Accept", "*/*")
                          .header("Sec-Fetch-Mode", "cors")
                          .GET()
                          .build())
                  .body())
          .contains("\"idle\":");
      Browser.Page refused = browser.post("/login/new-password", "password", "short");
      assertThat(refused.body()).contains("data-return=\"/login\"");
    }

    @Test
    void isChangedBeforeTheFirstDeviceIsLinked() {
      Person person = people.undecided();
      imports(person, "", "\n");
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), GIVEN).text())
          .contains("Choose your two-factor method");
      browser.follow(browser.post("/login/method", "method", "totp"));
      Browser.Page code = browser.post("/login/code", "code", Codes.next(person.email()));
      assertThat(code.location()).endsWith("/login/link");
      assertThat(browser.get("/login/link").location()).endsWith("/login/new-password");
      browser.get("/login/new-password");
      assertThat(browser.post("/settings/devices/link/totp").location())
          .endsWith("/login/new-password");
      assertThat(browser.post("/login/new-password", "password", OWN).location())
          .endsWith("/login/link");
      assertThat(browser.get("/login/link").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/studies",
          "/settings/account",
          "/settings/devices",
          "/settings/password",
          "/login/phone",
          "/login/link",
          "/admin"
        })
    void letsNothingElseBeReached(String path) {
      Browser browser = inside(given());
      assertThat(browser.get(path).location()).endsWith("/login/new-password");
      browser.get("/login/new-password");
      assertThat(browser.post(path).location()).endsWith("/login/new-password");
      assertThat(browser.get("/dicom-web/studies").status()).isEqualTo(401);
    }

    @Test
    void isChangedOnceInTwoTabs() {
      Person person = given();
      Browser tab = inside(person);
      tab.get("/login/new-password");
      Browser other = tab.copy();
      assertThat(tab.post("/login/new-password", "password", OWN).location()).endsWith("/studies");
      assertThat(other.post("/login/new-password", "password", OWN + " two").location())
          .endsWith("/login");
      assertThat(rows.events(person.id(), "AccountEvent.PasswordChanged")).isEqualTo(2);
      assertThat(new Browser(port).signIn(person.username(), OWN).status()).isEqualTo(200);
    }

    @Test
    void signsOutAsEver() {
      Browser browser = inside(given());
      browser.get("/login/new-password");
      browser.post("/logout");
      assertThat(browser.get("/login/new-password").location()).endsWith("/login");
    }

    @Test
    void isNotChangedWhileTheAccountIsLocked() {
      Person person = given();
      Browser browser = inside(person);
      browser.get("/login/new-password");
      rows.update("update account set locked_at = created_at where id = ?", person.id().value());
      assertThat(browser.post("/login/new-password", "password", OWN).text())
          .contains("Your account is locked. Nothing was changed.");
    }
  }

  @Nested
  class Rule40_TheColumn {
    @Test
    void noSaysThatItsOwnerChoseIt() {
      Person person = people.byEmail();
      imports(person, ",password_change", ",no\n");
      assertThat(inside(person).get("/settings/account").status()).isEqualTo(200);
    }

    @Test
    void yesIsAsNothing() {
      Person person = people.byEmail();
      imports(person, ",password_change", ",yes\n");
      assertThat(inside(person).get("/studies").location()).endsWith("/login/new-password");
    }

    @Test
    void anythingElseIsABadLine() {
      Person person = people.byEmail();
      assertThat(imports(person, ",password_change", ",never\n").toString())
          .contains("password_change: is not yes, no or empty");
    }

    @Test
    void theSameFileAgainAsksForNoChange() {
      Person person = people.byEmail();
      imports(person, ",password_change", ",no\n");
      imports(person, "", "\n");
      assertThat(accounts.find(person.id()).orElseThrow().passwordChangeRequired()).isFalse();
    }

    @Test
    void countsForThePasswordThatIsThereAlready() {
      Person person = people.byEmail();
      imports(person, ",password_change", ",no\n");
      imports(person, ",password_change", ",yes\n");
      assertThat(accounts.find(person.id()).orElseThrow().passwordChangeRequired()).isTrue();
      assertThat(inside(person).get("/studies").location()).endsWith("/login/new-password");
      imports(person, ",password_change", ",no\n");
      assertThat(accounts.find(person.id()).orElseThrow().passwordChangeRequired()).isFalse();
      assertThat(rows.events(person.id(), "AccountEvent.PasswordChanged")).isEqualTo(1);
    }

    @Test
    void aForgottenPasswordIsTheOwnersOwn() {
      Person person = given();
      Browser browser = new Browser(port);
      browser.get("/forgotten");
      browser.post("/forgotten", "username", person.username());
      String link =
          Inbox.next(person.email(), mail -> mail.text().contains("/password/"))
              .text()
              .replaceAll("(?s).*(/password/\\S+).*", "$1");
      browser.follow(browser.get(link));
      browser.submit("/password", "password", OWN);
      assertThat(accounts.find(person.id()).orElseThrow().passwordChangeRequired()).isFalse();
    }
  }
}
