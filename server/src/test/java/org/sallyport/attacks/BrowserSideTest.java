package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Codes;
import org.sallyport.testing.Inbox;
import org.sallyport.testing.People;
import org.sallyport.testing.Rows;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Group K: what other sites and shared machines try. */
@SallyportTest
class BrowserSideTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;

  @Test
  void K01_aFormWithoutItsTokenOrWithAForeignOneChangesNothing() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    String code = Codes.next(person.email());
    Browser stranger = new Browser(port);
    String foreign =
        stranger.get("/login").body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    for (String body :
        List.of("code=" + code, "code=" + code + "&_csrf=", "code=" + code + "&_csrf=" + foreign)) {
      assertThat(browser.copy().postRaw("/login/code", body).status()).isEqualTo(403);
      assertThat(browser.copy().postRaw("/login/code/resend", body).status()).isEqualTo(403);
      assertThat(browser.copy().postRaw("/logout", body).status()).isEqualTo(403);
    }
    assertThat(rows.compared(person.id())).isZero();
    assertThat(browser.get("/login/code").status()).isEqualTo(200);
    assertThat(Inbox.left(person.email())).isEmpty();
  }

  @Test
  void K01_theTokenOfTheStepBeforeIsStale() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.get("/login");
    Browser before = browser.copy();
    browser.post("/login", "username", person.username(), "password", People.PASSWORD);
    String half = browser.cookie("__Host-pre");
    before.setCookie("__Host-pre", half);
    assertThat(before.post("/login/code", "code", "123456").status()).isEqualTo(403);
  }

  @Test
  void K02_aForeignPageCannotSignAVictimIn() {
    People.Person attacker = people.byEmail();
    Browser victim = new Browser(port);
    Browser.Page page =
        victim.postRaw(
            "/login", "username=" + attacker.username() + "&password=lantern+orchard+violin");
    assertThat(page.status()).isEqualTo(403);
    assertThat(victim.cookies()).doesNotContainKey("__Host-pre");
    Browser known = new Browser(port);
    assertThat(known.signIn(attacker.username(), People.PASSWORD).text())
        .as("whose sign-in it is stands on the code page")
        .contains(attacker.username());
  }

  @Test
  void K03_noPageIsFramed() {
    for (String path : List.of("/login", "/nothing-here", "/forgotten")) {
      Browser.Page page = new Browser(port).get(path);
      assertThat(page.header("Content-Security-Policy"))
          .contains("frame-ancestors 'none'")
          .contains("default-src 'none'")
          .contains("base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    }
  }

  @Test
  void K07_nothingOfAPageIsKeptByCaches() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    Browser.Page code = browser.signIn(person.username(), People.PASSWORD);
    assertThat(code.header("Cache-Control")).contains("no-store");
    assertThat(code.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(code.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(browser.get("/login/code/x.css").status()).isIn(302, 404);
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(browser.get("/studies/1/report.css").status()).isEqualTo(404);
  }

  @Test
  void K08_noOtherOriginMayRead() {
    Browser browser = new Browser(port);
    for (String origin : List.of("https://evil.example", "null", "http://localhost.evil.example")) {
      HttpRequest request = browser.request("/login").header("Origin", origin).GET().build();
      Browser.Page page = browser.send(request);
      assertThat(page.response().headers().map())
          .doesNotContainKeys("access-control-allow-origin", "access-control-allow-credentials");
      assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }
  }

  @Test
  void K09_aMethodIsNotOverridden() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    HttpRequest request =
        browser
            .request("/login/code?_method=POST&code=123456")
            .header("X-HTTP-Method-Override", "POST")
            .GET()
            .build();
    assertThat(browser.send(request).status()).isEqualTo(200);
    assertThat(rows.compared(person.id())).isZero();
    assertThat(browser.method("TRACE", "/login").status()).isIn(400, 403, 405);
    assertThat(browser.method("PUT", "/login").status()).isIn(403, 405);
  }

  @Test
  void cookiesAreOfTheHostKindOnly() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.get("/login");
    Browser.Page first =
        browser.post("/login", "username", person.username(), "password", People.PASSWORD);
    browser.follow(first);
    Browser.Page second =
        browser.post("/login/code", "code", Codes.next(person.email()), "remember", "yes");
    for (Browser.Page page : List.of(new Browser(port).get("/login"), first, second)) {
      assertThat(page.response().headers().allValues("Set-Cookie"))
          .isNotEmpty()
          .allSatisfy(
              cookie ->
                  assertThat(cookie)
                      .startsWith("__Host-")
                      .contains("; Path=/")
                      .contains("; Secure")
                      .contains("; HttpOnly")
                      .contains("; SameSite=Lax")
                      .doesNotContain("Domain"));
    }
  }
}
