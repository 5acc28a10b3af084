package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.account.Role;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Rows;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Attacks on doors that other products have: emergency accounts, and pages that set a server up.
 */
@SallyportTest
class OtherDoorsTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;

  @ParameterizedTest
  @EnumSource(Role.class)
  void J07_noRoleIsLetInByItsPasswordInAnEmergency(Role role) {
    People.Person person = people.add("email", true, false, role.name().toLowerCase(Locale.ROOT));
    Browser browser = new Browser(port);
    browser.get("/login");
    browser.follow(
        browser.post(
            "/login",
            "username",
            person.username(),
            "password",
            People.PASSWORD,
            "emergency",
            "true",
            "reason",
            "somebody is dying"));
    assertThat(browser.cookie("__Host-sid")).isEmpty();
    assertThat(browser.get("/studies").location()).endsWith("/login");
    assertThat(rows.sessions(person.id())).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/setup",
        "/install",
        "/first-run",
        "/init",
        "/register",
        "/signup",
        "/bootstrap",
        "/admin/setup",
        "/admin/first",
        "/api/setup",
        "/accounts",
        "/users",
        "/login/setup"
      })
  void J08_noPageSetsAServerUp(String path) {
    long before = rows.count("account");
    Browser browser = new Browser(port);
    browser.get("/login");
    for (String method : new String[] {"GET", "PUT", "DELETE"}) {
      assertThat(browser.copy().method(method, path).status()).isIn(302, 403, 404, 405);
    }
    Browser.Page posted =
        browser.post(path, "username", "mallory", "password", "mallory mallory", "role", "admin");
    assertThat(posted.status()).isIn(302, 403, 404, 405);
    assertThat(posted.location()).matches("|.*/login");
    assertThat(rows.count("account")).isEqualTo(before);
  }

  @Test
  void J08_anEmptyTableOpensNoDoorEither() {
    rows.update("update account set username_key = 'away ' || username_key");
    try {
      Browser browser = new Browser(port);
      assertThat(browser.signIn("admin", "admin admin admin").status()).isEqualTo(422);
      assertThat(browser.get("/admin").location()).endsWith("/login");
      assertThat(browser.get("/setup").location()).endsWith("/login");
    } finally {
      rows.update("update account set username_key = substr(username_key, 6)");
    }
  }
}
