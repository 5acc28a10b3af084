package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Attacks on entry points of other products: emergency accounts and set-up pages. */
@SallyportTest
class ForeignEntryPointsTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired List<RequestMappingHandlerMapping> mappings;

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
    assertThat(browser.get("/login/code").text()).contains("Enter the code from message");
    String code = Codes.next(person.email());
    browser.post("/login/code", "emergency", "true", "reason", "somebody is dying");
    browser.post("/login/another-way", "method", "emergency");
    browser.post("/login/method", "method", "none");
    assertThat(
            rows.query(
                "select state, factor_at from sign_in where account_id = ?", person.id().value()))
        .as("the attempt waits for its second factor")
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("state", "password")
                    .containsEntry("factor_at", null));
    assertThat(rows.sessions(person.id())).isZero();
    browser.post("/login/code", "code", code);
    assertThat(rows.sessions(person.id())).as("the code, as ever").isEqualTo(1);
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
    assertThat(posted.location()).matches("|.*/login|.*/login[?]unsent");
    assertThat(rows.count("account")).isEqualTo(before);
  }

  /** Sends a set-up form to every public handler; none creates an account or an admin. */
  @Test
  void J08_noOpenHandlerMakesAnAccountOrAnAdmin() {
    List<String> open =
        mappings.stream()
            .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
            .filter(it -> isOpen(it.getValue()))
            .flatMap(it -> it.getKey().getPatternValues().stream())
            .map(path -> path.replaceAll("\\{(?:[^{}]|\\{[^}]*})*}", "x"))
            .distinct()
            .toList();
    assertThat(open).contains("/login", "/activate", "/password", "/forgotten");
    List<?> before = everybody();
    for (String path : open) {
      Browser browser = new Browser(port);
      browser.get("/login");
      browser.post(
          path,
          "username",
          "mallory",
          "name",
          "Mallory",
          "email",
          "m@evil.example",
          "role",
          "admin",
          "password",
          "quiet harbour seven stones",
          "token",
          "x",
          "method",
          "email");
      assertThat(browser.cookie("__Host-sid")).as(path).isEmpty();
      assertThat(everybody()).as(path).isEqualTo(before);
    }
  }

  private List<?> everybody() {
    return rows.query("select username, role, password_hash from account order by id");
  }

  private static boolean isOpen(HandlerMethod handler) {
    return handler.hasMethodAnnotation(ForAnyone.class)
        || handler.getBeanType().isAnnotationPresent(ForAnyone.class);
  }

  @Test
  void J08_anEmptyTableLetsNobodyInEither() {
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
