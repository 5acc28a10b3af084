package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Group O: event streams, calls of phones, and password endpoints that no page uses. */
@SallyportTest
class LiveChannelsTest {
  private static final List<String> STREAMS =
      List.of("/app/api/events", "/app/api/requests", "/app/api/me", "/app/api/code-secret");
  private static final List<String> WAITING =
      List.of("/login/app/wait", "/settings/confirm/wait", "/settings/devices/link/app/state");

  private static final String DICOM = "multipart/related; type=\"application/dicom\"; boundary=b";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser inside(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    return browser;
  }

  @Test
  void O01_noStreamOpensBetweenTheFactorsOrForACookie() {
    People.Person person = people.bySms();
    Browser half = new Browser(port);
    half.signIn(person.username(), People.PASSWORD);
    Browser inside = inside(people.bySms());
    for (String path : STREAMS) {
      assertThat(half.get(path).status()).as("half signed in: " + path).isEqualTo(404);
      assertThat(inside.get(path).status()).as("a cookie is no phone: " + path).isEqualTo(404);
    }
    for (String path :
        List.of("/settings/confirm/wait", "/settings/devices/link/app/state", "/events", "/ws")) {
      assertThat(half.get(path).location()).as(path).endsWith("/login");
    }
  }

  @Test
  void O02_noForeignPageReadsWhatAWaitingPageIsTold() {
    Browser victim = inside(people.bySms());
    for (String path : WAITING) {
      for (String origin :
          List.of("https://evil.example", "null", "http://localhost.evil.example")) {
        Browser.Page page =
            victim
                .copy()
                .send(
                    victim
                        .request(path)
                        .header("Origin", origin)
                        .header("Accept", "text/event-stream")
                        .header("Sec-WebSocket-Version", "13")
                        .header("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
                        .GET()
                        .build());
        assertThat(page.status()).as(path).isNotEqualTo(101);
        assertThat(page.response().headers().map())
            .doesNotContainKey("access-control-allow-origin");
        assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      }
      for (String site : List.of("cross-site", "same-site")) {
        for (String use : List.of("empty", "image", "script", "iframe")) {
          Browser.Page page = foreign(victim, path, site, use);
          assertThat(page.status()).as(path + " " + site + " " + use).isEqualTo(403);
          assertThat(page.body()).isEmpty();
        }
      }
    }
    assertThat(foreign(victim, "/settings/account", "cross-site", "document").status())
        .as("a link of another site")
        .isEqualTo(200);
    assertThat(foreign(victim, "/studies/arrived?since=x", "same-origin", "empty").status())
        .isEqualTo(400);
    assertThat(victim.cookies().keySet()).allMatch(name -> name.startsWith("__Host-"));
  }

  /** As browsers describe a request: from which site, and for what (Fetch Metadata). */
  private static Browser.Page foreign(Browser victim, String path, String site, String use) {
    Browser browser = victim.copy();
    return browser.send(
        browser
            .request(path)
            .header("Sec-Fetch-Site", site)
            .header("Sec-Fetch-Dest", use)
            .GET()
            .build());
  }

  @Test
  void O04_aPasswordAloneGivesNoAccessOutsideTheSignInPage() {
    People.Person person = people.bySms();
    String basic = basic(person.username() + ":" + People.PASSWORD);
    for (String path : List.of("/dicom-web/studies", "/studies", "/admin", "/app/api/me")) {
      for (String scheme : List.of(basic, "Bearer " + People.PASSWORD, "Bearer " + person.id())) {
        Browser stranger = new Browser(port);
        Browser.Page page =
            stranger.send(stranger.request(path).header("Authorization", scheme).GET().build());
        assertThat(page.status()).as(path).isIn(302, 401, 404);
        assertThat(page.header("WWW-Authenticate"))
            .as("never a password: %s", path)
            .isIn(
                "",
                path.startsWith("/dicom-web") && scheme.startsWith("Bearer")
                    ? "Bearer error=\"invalid_token\""
                    : "");
        assertThat(stranger.cookies()).as(path).doesNotContainKeys("__Host-pre", "__Host-sid");
      }
    }
    for (String path : List.of("/oauth2/token", "/login/token", "/api/token", "/app/api/token")) {
      Browser stranger = new Browser(port);
      stranger.get("/login");
      Browser.Page page =
          stranger.post(
              path,
              "grant_type",
              "password",
              "username",
              person.username(),
              "password",
              People.PASSWORD);
      assertThat(page.status()).as(path).isIn(302, 400, 403, 404, 415);
      assertThat(page.body()).as(path).doesNotContain("access_token");
    }
    assertThat(rows.sessions(person.id())).isZero();
  }

  @Test
  void O04_aPhonesKeyIsForItsOwnCallsAndEndsWithThePhone() {
    People.Person person = people.bySms();
    Browser browser = inside(person);
    Authenticator phone = Authenticator.link(browser, port, clock);
    assertThat(phone.me().status()).isEqualTo(200);
    for (String path : List.of("/studies", "/dicom-web/studies", "/settings/account", "/admin")) {
      assertThat(phone.signed("GET", path, "").status()).as(path).isIn(302, 401);
    }
    rows.update("update account set disabled_at = now() where id = ?", person.id().value());
    for (String path : STREAMS) {
      assertThat(phone.signed("GET", path, "").body())
          .as("disabled: " + path)
          .doesNotContain(person.username());
    }
    rows.update("update account set disabled_at = null where id = ?", person.id().value());
    rows.update(
        "update app_device set removed_at = now() where account_id = ?", person.id().value());
    for (String path : STREAMS) {
      Authenticator.Answer answer = phone.signed("GET", path, "");
      assertThat(answer.body()).as(path).doesNotContain(person.username());
      assertThat(answer.status()).as(path).isIn(404, path.endsWith("/me") ? 200 : 404);
    }
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void N11_nothingCanBeUploaded() {
    Browser browser = inside(people.bySms());
    browser.get("/settings/account");
    String token = browser.form().substring("_csrf=".length());
    for (String path : List.of("/dicom-web/studies", "/dicom-web/studies/1.2.3")) {
      assertThat(browser.copy().get(path).status()).as("reads: " + path).isIn(200, 404);
      for (String method : List.of("POST", "PUT", "DELETE")) {
        assertThat(store(browser, token, method, path, DICOM))
            .as(method + " " + path)
            .isIn(405, 415);
        assertThat(store(browser, token, method, path, "application/x-www-form-urlencoded"))
            .as("of a type that passes: " + method + " " + path)
            .isEqualTo(405);
      }
    }
  }

  private static int store(Browser browser, String token, String method, String path, String type) {
    HttpRequest store =
        browser
            .request(path)
            .header("Content-Type", type)
            .header("X-CSRF-TOKEN", token)
            .method(method, HttpRequest.BodyPublishers.ofString("a=b"))
            .build();
    return browser.copy().send(store).status();
  }
}
