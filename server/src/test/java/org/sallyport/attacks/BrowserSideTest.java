package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Group K: attacks from other sites and on shared machines. */
@SallyportTest
class BrowserSideTest {
  /** The one form with a file. */
  private static final String UPLOAD = "/admin/import/upload";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired List<RequestMappingHandlerMapping> mappings;

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

  /**
   * The paths of all handlers for a method, with values for their variables. Phones and programs
   * prove themselves, and their calls ignore cookies ({@code KeyAttacksTest}).
   */
  private List<String> paths(RequestMethod method) {
    return mappings.stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .filter(info -> info.getMethodsCondition().getMethods().contains(method))
        .flatMap(info -> info.getPatternValues().stream())
        .map(path -> path.replaceAll("\\{(?:[^{}]|\\{[^}]*})*}", "1.2.3").replace("**", "x"))
        .filter(path -> !path.matches("/(app/api|api|scim)/.*"))
        .distinct()
        .toList();
  }

  /** Whether the answer waits for an event; {@link LiveChannelsTest} looks at these. */
  private static boolean isHeld(String path) {
    return path.endsWith("/wait") || path.endsWith("/session/end");
  }

  private Browser inside(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.email()), "remember", "yes");
    browser.get("/settings/account");
    return browser;
  }

  private static String tokenOf(Browser browser) {
    String form = browser.form();
    return form.substring("_csrf=".length());
  }

  /** Everything in an account that a forged request could change. */
  private List<Map<String, @Nullable Object>> state(People.Person person) {
    List<Map<String, @Nullable Object>> state = new ArrayList<>();
    for (String of :
        List.of(
            "select email, phone, method, password_hash, wrong_codes from account where id = ?",
            "select id, state, factor_at, method from sign_in where account_id = ? order by id",
            "select id, ended_at from trusted_browser where account_id = ? order by id",
            "select c.kind, c.begun_at from account_change c join sign_in s on s.id = c.sign_in_id"
                + " where s.account_id = ?",
            "select id from totp_secret where account_id = ?",
            "select id from app_device where account_id = ?",
            "select code_hash is null as none from recovery_code where account_id = ?")) {
      rows.query(of, person.id().value()).forEach(row -> state.add(new HashMap<>(row)));
    }
    return state;
  }

  /** Calls of the viewer's script, which take nothing but JSON, and their token in a header. */
  private static boolean isJsonCall(String path) {
    return path.contains("/publish/") || path.endsWith("/json");
  }

  /**
   * What other applications may send, and what they get: a call needs a token of its own, signing
   * out leads to a page that asks (OpenID Connect RP-Initiated Logout 1.0, section 2), and stopping
   * mails needs the token of one of them (RFC 8058).
   */
  private static OptionalInt openedByOthers(String path) {
    return switch (path) {
      case "/userinfo" -> OptionalInt.of(401);
      case "/connect/logout", "/unsubscribe/1.2.3" -> OptionalInt.of(302);
      case "/oauth2/authorize" -> OptionalInt.of(400);
      case "/.sallyport/sign-out",
          "/login/with/1.2.3/logout",
          "/entra-mfa/1.2.3/authorize",
          "/sms/receipts/1.2.3/1.2.3/1.2.3" ->
          OptionalInt.of(404);
      default -> OptionalInt.empty();
    };
  }

  /** Whether a path takes a body of that type at all, so that the token decides. */
  private static boolean isTaken(String path, String type) {
    return (path.equals(UPLOAD) && type.startsWith("multipart"))
        || (isJsonCall(path) && type.equals("application/json"));
  }

  @Test
  void K01_noChangeOfStateIsMadeByAForgedRequest() {
    People.Person person = people.byEmail();
    Browser before = new Browser(port);
    before.signIn(person.username(), People.PASSWORD);
    String stale = tokenOf(before);
    before.post("/logout");
    clock.turn(Duration.ofSeconds(31));
    Browser victim = inside(person);
    Browser stranger = new Browser(port);
    stranger.get("/login");
    String foreign = tokenOf(stranger);
    String another = tokenOf(inside(people.byEmail()));
    String own = tokenOf(victim);
    List<Map<String, @Nullable Object>> whole = state(person);
    List<String> posts = paths(RequestMethod.POST);
    assertThat(posts)
        .contains("/logout", "/settings/begin", "/settings/browsers/forget-all")
        .hasSizeGreaterThan(20);
    String fields =
        "&id=" + person.id() + "&change=password&code=123456&password=" + "x".repeat(20);
    List<String> tokens =
        List.of("", "_csrf=", "_csrf=" + foreign, "_csrf=" + stale, "_csrf=" + another);
    List<String> types =
        List.of("text/plain", "application/json", "multipart/form-data;boundary=b");
    for (int i = 0; i < posts.size(); i++) {
      String path = posts.get(i);
      for (String token : path.equals("/settings/begin") ? tokens : some(tokens, i)) {
        assertThat(victim.copy().postRaw(path, token + fields).status())
            .as(path + " " + token)
            .isEqualTo(openedByOthers(path).orElse(isJsonCall(path) ? 415 : 403));
      }
      for (String type : path.equals(UPLOAD) ? types : some(types, i)) {
        assertThat(forged(victim, path, type, "_csrf=" + own + fields).status())
            .as(path + " as " + type)
            .isIn(
                openedByOthers(path)
                    .orElse(isTaken(path, type) ? (path.endsWith("/json") ? 404 : 403) : 415),
                415);
      }
      assertThat(victim.copy().get(path + "?_csrf=" + own + fields).status())
          .as("an image of " + path)
          .isNotEqualTo(500);
      assertThat(state(person)).as(path).isEqualTo(whole);
    }
    assertThat(victim.post("/settings/sessions/end-others").status())
        .as("the same with its token")
        .isEqualTo(302);
  }

  /** One of these in turn: one filter before all paths decides. */
  private static List<String> some(List<String> all, int turn) {
    return List.of(all.get(turn % all.size()));
  }

  private static Browser.Page forged(Browser victim, String path, String type, String body) {
    Browser copy = victim.copy();
    return copy.send(
        copy.request(path)
            .header("Content-Type", type)
            .header("Origin", "https://sub.localhost.evil.example")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void K03_noDocumentIsFramed() {
    People.Person person = people.byEmail();
    Browser inside = inside(person);
    Browser half = new Browser(port);
    half.signIn(person.username(), People.PASSWORD);
    List<String> pages = new ArrayList<>(paths(RequestMethod.GET));
    pages.addAll(
        List.of(
            "/nothing-here",
            "/app/",
            "/app/approve",
            "/settings/nothing",
            "/error",
            "/dicom-web/nothing"));
    int documents = 0;
    for (String path : pages) {
      if (isHeld(path)) {
        continue;
      }
      for (Browser browser : List.of(new Browser(port), half, inside)) {
        Browser.Page page = browser.copy().get(path);
        assertThat(page.header("Content-Security-Policy"))
            .as(path + " " + page.status())
            .contains("frame-ancestors 'none'")
            .contains("default-src 'none'")
            .contains("base-uri 'none'")
            .doesNotContain("unsafe");
        assertThat(page.header("X-Frame-Options")).as(path).isEqualTo("DENY");
        documents += page.header("Content-Type").startsWith("text/html") ? 1 : 0;
      }
    }
    assertThat(documents).isGreaterThan(20);
    assertThat(inside.method("TRACE", "/login").header("X-Frame-Options")).isIn("DENY", "");
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
    for (String path : paths(RequestMethod.GET)) {
      if (isHeld(path)) {
        continue;
      }
      Browser.Page page = browser.copy().get(path);
      assertThat(page.header("Cache-Control")).as(path).contains("no-store");
      assertThat(page.header("ETag")).as(path).isEmpty();
      assertThat(page.status()).as(path).isNotEqualTo(304);
    }
    assertThat(browser.get("/settings/..%2fdesign/base.css").status()).isIn(400, 404);
  }

  @Test
  void K08_noOtherOriginMayRead() {
    Browser inside = inside(people.byEmail());
    List<String> readable = new ArrayList<>(paths(RequestMethod.GET));
    readable.addAll(
        List.of(
            "/design/base.css",
            "/app/",
            "/app/api/push-key",
            "/nothing-here",
            "/dicom-web/nothing"));
    int handled = 0;
    for (String path : readable) {
      if (isHeld(path)) {
        continue;
      }
      for (String origin :
          List.of(
              "https://evil.example",
              "null",
              "http://localhost.evil.example",
              "https://localhost")) {
        // A request that describes itself is refused before any handler, so one origin does.
        HttpRequest.Builder request = inside.request(path).header("Origin", origin).GET();
        if (origin.equals("null")) {
          request
              .header("Sec-Fetch-Site", "cross-site")
              .header("Sec-Fetch-Mode", "no-cors")
              .header("Sec-Fetch-Dest", "image");
        }
        Browser.Page page = inside.copy().send(request.build());
        handled += page.status() == 200 ? 1 : 0;
        assertThat(page.response().headers().map())
            .as(path)
            .doesNotContainKeys("access-control-allow-origin", "access-control-allow-credentials");
        assertThat(page.header("Cross-Origin-Resource-Policy")).as(path).isEqualTo("same-origin");
        Browser.Page preflight =
            new Browser(port)
                .send(
                    new Browser(port)
                        .request(path)
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET")
                        .header("Access-Control-Request-Headers", "x-csrf-token")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build());
        assertThat(preflight.response().headers().map().keySet())
            .as("preflight of %s", path)
            .noneMatch(name -> name.startsWith("access-control-"));
      }
    }
    assertThat(handled).as("answers of handlers").isGreaterThan(60);
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
    // A filter for forms with another method acts on POST alone.
    String form = browser.form("_method", "DELETE", "code", "12");
    HttpRequest overridden =
        browser
            .request("/login/code")
            .header("X-HTTP-Method-Override", "DELETE")
            .header("X-Method-Override", "PUT")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    assertThat(browser.send(overridden).status()).as("is handled as POST").isEqualTo(422);
    assertThat(browser.method("post", "/logout").status()).isIn(400, 403, 405, 501);
    assertThat(browser.method("HEAD", "/logout").status()).isIn(200, 302, 303, 404, 405);
    assertThat(browser.get("/login/code").status()).as("the attempt is open").isEqualTo(200);
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
