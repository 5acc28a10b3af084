package org.sallyport.staff.admin.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Applications as an admin adds, changes and ends them. */
@SallyportTest
class ApplicationPagesTest {
  private static final String LIST = "/admin/applications";
  private static final String CALLBACK = "https://app.example/cb";
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Person admin;
  private Browser browser;
  private final String clientId = "app-" + System.nanoTime();

  @BeforeEach
  void signsIn() {
    admin = people.admin();
    browser = Visitors.signedIn(admin, port);
    browser.get(LIST + "/new");
  }

  private String[] form(String... others) {
    String[] usual = {
      "name",
      "Grafana",
      "clientId",
      clientId,
      "redirect",
      CALLBACK,
      "proof",
      "secret",
      "access",
      "PT5M",
      "assurance",
      "password",
      "scope-profile",
      "yes"
    };
    String[] all = java.util.Arrays.copyOf(others, others.length + usual.length);
    int end = others.length;
    for (int i = 0; i < usual.length; i += 2) {
      if (!List.of(others).contains(usual[i])) {
        all[end++] = usual[i];
        all[end++] = usual[i + 1];
      }
    }
    return java.util.Arrays.copyOf(all, end);
  }

  private String added() {
    Browser.Page page = browser.post(LIST + "/new/add", form());
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    return LIST
        + "/"
        + rows.query("select id from oidc_client where client_id = ?", clientId)
            .getFirst()
            .get("id");
  }

  private static String secret(Browser.Page page) {
    return Jsoup.parse(page.body()).select(".notice code").text();
  }

  private static String version(Browser.Page page) {
    return Jsoup.parse(page.body()).select("[name=version]").val();
  }

  private List<String> events() {
    return rows
        .query(
            "select type from audit_event where details ->> 'by' = ? and type like 'ApplicationEvent.%' order by id",
            admin.username())
        .stream()
        .map(row -> String.valueOf(row.get("type")).substring("ApplicationEvent.".length()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, LIST + "/new"})
  void J06_isForAdminsOnly(String path) {
    assertThat(browser.get(path).status()).isEqualTo(200);
    assertThat(Visitors.signedIn(people.byEmail(), port).get(path).status()).isEqualTo(403);
    assertThat(Visitors.signedIn(people.helpDesk(), port).get(path).status()).isEqualTo(403);
  }

  @Test
  void anApplicationIsAddedChangedDisabledAndDeleted() {
    Browser.Page made = browser.post(LIST + "/new/add", form("foreign", "yes"));
    assertThat(made.text()).contains("It is shown now and never again", clientId, CALLBACK);
    String secret = secret(made);
    assertThat(secret).matches("[A-Za-z0-9_-]{43}");
    // The admins may be told of a limit that an earlier test used up, too.
    assertThat(Inbox.next(admin.email(), it -> it.text().contains("What was done: Added")).text())
        .contains("Application: Grafana", "By: " + admin.username());
    assertThat(browser.get(LIST).text())
        .contains("Grafana", clientId, "Never used", "/.well-known/openid-configuration")
        .doesNotContain(secret);
    String page = pathOf(clientId);
    assertThat(browser.get(page).body()).doesNotContain(secret);

    Browser.Page edit = browser.get(page + "/edit");
    String[] change = form("version", version(edit), "name", "Grafana 2", "role-admin", "yes");
    assertThat(browser.post(page + "/edit/save", change).location()).endsWith("?done=changed");
    assertThat(browser.post(page + "/edit/save", change).location())
        .as("again")
        .endsWith("?done=changed");
    assertThat(browser.get(page).text()).contains("Grafana 2", "Administrator");
    assertThat(
            rows.query(
                "select details ->> 'changed' as changed from audit_event where type = 'ApplicationEvent.Changed' and details ->> 'by' = ?",
                admin.username()))
        .singleElement()
        .satisfies(
            row ->
                assertThat(String.valueOf(row.get("changed")))
                    .contains("name: Grafana 2", "own: true", "roles: admin"));

    for (String act : new String[] {"disable", "disable", "enable"}) {
      assertThat(browser.post(page + "/" + act).location()).endsWith("?done=" + act + "d");
    }
    assertThat(browser.get(page + "/delete").text()).contains("Nobody is signed in to it now.");
    assertThat(browser.post(page + "/delete/confirm").location()).endsWith("?done=deleted");
    assertThat(browser.get(page).status()).isEqualTo(404);
    assertThat(events()).containsExactly("Added", "Changed", "Disabled", "Enabled", "Deleted");
  }

  private String pathOf(String client) {
    return LIST
        + "/"
        + rows.query("select id from oidc_client where client_id = ?", client).getFirst().get("id");
  }

  @ParameterizedTest
  @CsvSource({
    "clientId, a b, client-id, has letters",
    "name, '', name, The name has 1 to 100 characters",
    "redirect, '', redirect, At least one redirect address",
    "redirect, http://app.example/cb, redirect, must begin with https://",
    "afterLogout, https://*.example/, afterLogout, has a user name or a wildcard",
    "logout, app.example:/x, logout, must begin with https://",
    "groups, No such practice, groups, There is no group of the name No such practice",
    "maxAge, PT10H, maxAge, from 1 minute to 4 hours",
    "access, PT1S, access, from 1 minute to 4 hours",
    "proof, keys, keys, public keys are missing",
    "keys, {}, keys, Only an application that proves itself by a key pair"
  })
  void aWrongFieldSaysWhatIsWrong(String field, String value, String at, String sentence) {
    Browser.Page page = browser.post(LIST + "/new/add", form(field, value));
    assertThat(page.status()).isEqualTo(422);
    String id = at.equals("client-id") ? "clientId" : at;
    assertThat(Jsoup.parse(page.body()).select("#" + id + "-error").text()).contains(sentence);
    assertThat(rows.count("oidc_client where client_id = '" + clientId + "'")).isZero();
  }

  @Test
  void twoAreNotAddedUnderOneClientId() {
    added();
    Browser.Page again = browser.post(LIST + "/new/add", form());
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.text()).contains("There is an application " + clientId + " already.");
  }

  @Test
  void aRepeatedFormMakesNoThirdSecret() {
    String page = added();
    String version = version(browser.get(page));
    Browser.Page first = browser.post(page + "/secret", "version", version);
    assertThat(secret(first)).hasSize(43);
    assertThat(first.text()).contains("The secret before is valid until", "The older one stops");
    Browser.Page again = browser.post(page + "/secret", "version", version);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).contains("No new secret was made");
    assertThat(events()).containsExactly("Added", "SecretReplaced");
    clock.turn(Duration.ofDays(8));
    Browser later = Visitors.signedIn(admin, port);
    assertThat(later.get(page).text()).doesNotContain("The secret before is valid");
  }

  @Test
  void whatSomebodyElseChangedIsNotOverwrittenUnseen() {
    String page = added();
    String version = version(browser.get(page + "/edit"));
    Browser other = Visitors.signedIn(people.admin(), port);
    other.get(page + "/edit");
    other.post(page + "/edit/save", form("version", version, "logout", "https://app.example/out"));
    Browser.Page late = browser.post(page + "/edit/save", form("version", version, "name", "Late"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).contains("Somebody else changed this application");
    assertThat(browser.get(page).text()).contains("https://app.example/out").doesNotContain("Late");
    assertThat(
            browser
                .post(page + "/edit/save", form("version", version(late), "name", "Late"))
                .location())
        .endsWith("?done=changed");
  }

  @Test
  void Rule28_whatGivesAccessNeedsAFreshFactorAndDisablingDoesNot() {
    String page = added();
    String version = version(browser.get(page));
    clock.turn(Duration.ofMinutes(6));
    for (String path :
        new String[] {
          LIST + "/new/add", page + "/edit/save", page + "/secret", page + "/delete/confirm"
        }) {
      Browser.Page refused = browser.post(path, form("version", version));
      assertThat(refused.status()).as(path).isEqualTo(403);
    }
    assertThat(browser.post(page + "/disable").location()).endsWith("?done=disabled");
    assertThat(browser.post(page + "/enable").status()).isEqualTo(403);
    assertThat(events()).containsExactly("Added", "Disabled");
  }

  @Test
  void disablingAndDeletingSayForHowManyPeopleTheyEndSomething() {
    String page = added();
    String request =
        "/oauth2/authorize?response_type=code&scope=openid&code_challenge_method=S256&client_id="
            + clientId
            + "&redirect_uri="
            + CALLBACK
            + "&code_challenge="
            + "a".repeat(43);
    for (int i = 0; i < 2; i++) {
      assertThat(browser.get(request).location()).startsWith(CALLBACK + "?code=");
    }
    for (String path : new String[] {page, page + "/delete"}) {
      assertThat(browser.get(path).text()).contains("This ends the access of 1 person.");
    }
    Browser other = Visitors.signedIn(admin, port);
    other.get("/settings/sessions");
    browser.get("/settings/sessions");
    browser.post("/logout");
    assertThat(other.get(page).text()).contains("Nobody is signed in to it now.");
  }

  @Test
  void aSignInIsTriedAndToldInFull() {
    String page = added();
    Browser.Page tried = browser.get(page + "/trial");
    assertThat(tried.text())
        .contains("You would be signed in.", clientId, "urn:sallyport:acr:sent-code", "pwd, otp")
        .contains(admin.id().toString(), "preferred_username");
    assertThat(
            rows.count(
                "oidc_grant g join oidc_client c on c.id = g.client_id where c.client_id = '"
                    + clientId
                    + "'"))
        .isZero();
    String version = version(browser.get(page + "/edit"));
    browser.post(page + "/edit/save", form("version", version, "assurance", "phishing-resistant"));
    assertThat(browser.get(page + "/trial").text())
        .contains("with the error unmet_authentication_requirements");
    browser.post(page + "/disable");
    assertThat(browser.get(page + "/trial").text()).contains("the application is disabled");
  }
}
