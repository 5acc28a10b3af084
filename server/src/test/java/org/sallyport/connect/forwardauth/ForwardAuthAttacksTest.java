package org.sallyport.connect.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.forwardauth.ForwardAuthSettings.PACS;
import static org.sallyport.connect.forwardauth.ForwardAuthSettings.WIKI;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.connect.forwardauth.RawHttp.Answer;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Attacks on applications behind a proxy; those that depend on the proxy are in ProxyContract. */
@ForwardAuthSettings
class ForwardAuthAttacksTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  private Front front;
  private HostBrowser wiki;
  private People.Person person;
  private Browser portal;

  @BeforeEach
  void begin() {
    front = Front.direct(port);
    wiki = new HostBrowser(front, WIKI);
    person = people.byEmail();
    portal = Visitors.signedIn(person, port);
  }

  private Answer check(String... headers) {
    return RawHttp.send(port, "GET", "/auth/forward", "localhost", List.of(headers));
  }

  private String cookie() {
    wiki.signIn(portal, "/");
    return "Cookie: " + HostBrowser.SESSION + "=" + wiki.cookie(HostBrowser.SESSION);
  }

  @Test
  void Q11_theAssertionIsSignedForThisApplicationAndShort() throws Exception {
    String token = wiki.signIn(portal, "/").header("X-Auth-Assertion");
    SignedJWT jwt = SignedJWT.parse(token);
    JWKSet keys = JWKSet.parse(new Browser(port).get("/oauth2/jwks").body());
    String kid = jwt.getHeader().getKeyID();
    assertThat(jwt.verify(new RSASSAVerifier(keys.getKeyByKeyId(kid).toRSAKey()))).isTrue();
    assertThat(jwt.getHeader().getType().getType()).isEqualTo("sallyport-assertion+jwt");
    JWTClaimsSet claims = jwt.getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly("http://wiki.localhost");
    assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080");
    assertThat(claims.getSubject()).isEqualTo(person.id().toString());
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(claims.getIssueTime().toInstant().plusSeconds(60));
    assertThat(wiki.open("/").header("X-Auth-Assertion")).as("signed once").isEqualTo(token);
    rows.update("update account set name = 'Somebody Else' where id = ?", person.id().value());
    assertThat(wiki.open("/").header("X-Auth-Assertion")).as("new facts").isNotEqualTo(token);
    clock.turn(Duration.ofSeconds(30));
    assertThat(new HostBrowser(front, PACS).signIn(portal, "/").header("X-Auth-Assertion"))
        .isNotEqualTo(token);
  }

  /** No signed-in browser's request that is unclear gets an identity. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x//y",
        "//admin",
        "/a/../admin",
        "/a/./admin",
        "/a/..",
        "/a/%2e%2e/admin",
        "/a/%2E./admin",
        "/a/%2fadmin",
        "/a%5cadmin",
        "/a\\admin",
        "/admin;x=1",
        "/admin%3bx",
        "/admin%3fx",
        "/admin%23x",
        "/%2561dmin",
        "/admin%00",
        "/admin%0a",
        "/admin%7f",
        "/adm%c0%aein",
        "/adm%zzin",
        "/adm%4",
        "/adm\tin",
        "/adm#in",
        "/\u00e4",
        "admin",
        "*",
        "http://wiki.localhost/x"
      })
  void Q12_aPathThatCanBeReadInTwoWaysIsRefused(String target) {
    String cookie = cookie();
    Answer answer =
        check(
            cookie,
            "X-Forwarded-Host: " + WIKI,
            "X-Forwarded-Uri: " + target,
            "X-Forwarded-Method: GET");
    assertThat(answer.status()).isIn(400, 403);
    assertThat(answer.headers("X-Auth-User")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Admin/x",
        "/ADMIN",
        "/%41dmin/x",
        "/admin./x",
        "/admin%20/x",
        "/admin::$INDEX_ALLOCATION/x",
        "/Closed/x"
      })
  void Q12_anotherCaseOfAProtectedPathIsProtected(String target) {
    cookie();
    assertThat(wiki.open(target).status()).isEqualTo(403);
  }

  @Test
  void Q12_anotherCaseOfAPublicPathIsNotPublic() {
    assertThat(wiki.open("/public/x").status()).isEqualTo(200);
    assertThat(wiki.open("/Public/x").status()).isNotEqualTo(200);
    cookie();
    assertThat(wiki.open("/Public/x").status()).isEqualTo(200);
  }

  @Test
  void Q12_whatIsEncodedForNothingIsReadAsItIsMeant() {
    cookie();
    assertThat(wiki.open("/%61dmin/x").status()).isEqualTo(403);
    assertThat(wiki.open("/admin?a=/../b;c//").status()).isEqualTo(403);
    assertThat(wiki.open("/report%20a?x=/../b;c//").status()).isEqualTo(200);
    assertThat(wiki.open("/a/").status()).isEqualTo(200);
  }

  @Test
  void Q11_whatIsSaidTwiceOrNotAtAllIsRefused() {
    String cookie = cookie();
    String host = "X-Forwarded-Host: " + WIKI;
    String uri = "X-Forwarded-Uri: /";
    String method = "X-Forwarded-Method: GET";
    assertThat(check(cookie, host, uri, method).status()).isEqualTo(200);
    assertThat(check(cookie, host, host, uri, method).status()).isEqualTo(403);
    assertThat(check(cookie, host, uri, "X-Forwarded-Uri: /public", method).status())
        .isEqualTo(403);
    assertThat(check(cookie, host, uri, method, "X-Forwarded-Method: HEAD").status())
        .isEqualTo(403);
    assertThat(check(cookie, host, uri, "X-Forwarded-Method: get").status()).isEqualTo(403);
    assertThat(check(cookie, host, uri, "X-Forwarded-Method:").status()).isEqualTo(403);
    assertThat(check(cookie, host, uri).status()).isEqualTo(403);
    assertThat(check(cookie, host, method).status()).isEqualTo(403);
    assertThat(check(cookie, uri, method).status()).isEqualTo(403);
    assertThat(check(cookie, cookie, host, uri, method).status()).isEqualTo(401);
  }

  @Test
  void Q13_onlyHostsOfTheSettingsAreKnown() {
    String cookie = cookie();
    String uri = "X-Forwarded-Uri: /";
    String method = "X-Forwarded-Method: GET";
    for (String host :
        List.of("WIKI.localhost", "wiki.localhost.", "wiki.localhost:80", "wiki.localhost.:80")) {
      assertThat(check(cookie, "X-Forwarded-Host: " + host, uri, method).status())
          .as(host)
          .isEqualTo(200);
    }
    for (String host :
        List.of(
            "evil.localhost",
            "wiki.localhost:81",
            "wiki.localhost, pacs.localhost",
            "pacs.localhost, wiki.localhost",
            "x@wiki.localhost",
            "wiki.localhost/",
            "wiki.localhost..",
            "",
            "localhost")) {
      assertThat(check(cookie, "X-Forwarded-Host: " + host, uri, method).status())
          .as(host)
          .isEqualTo(403);
    }
  }

  @Test
  void Q14_noOtherCookieOpensAnApplication() {
    cookie();
    String own = wiki.cookie(HostBrowser.SESSION);
    HostBrowser pacs = new HostBrowser(front, PACS);
    pacs.cookies.put(HostBrowser.SESSION, own);
    assertThat(pacs.open("/").status()).isEqualTo(401);
    pacs.cookies.put(HostBrowser.SESSION, portal.cookie("__Host-sid"));
    assertThat(pacs.open("/").status()).isEqualTo(401);
    Browser thief = new Browser(port);
    thief.setCookie("__Host-sid", own);
    assertThat(thief.get("/settings/sessions").location()).isEqualTo("/login");
  }

  @Test
  void Q15_aTicketOpensOneApplicationOnce() throws Exception {
    String callback = wiki.path(portal.get(wiki.begin("/")).location());
    String state = wiki.cookie(HostBrowser.STATE);
    HostBrowser pacs = new HostBrowser(front, PACS);
    pacs.cookies.put(HostBrowser.STATE, state);
    assertThat(pacs.open(callback).status()).as("elsewhere").isEqualTo(403);
    assertThat(new HostBrowser(front, WIKI).open(callback).status()).as("no state").isEqualTo(403);

    List<Callable<Integer>> racers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      HostBrowser one = new HostBrowser(front, WIKI);
      one.cookies.put(HostBrowser.STATE, state);
      racers.add(() -> one.open(callback).status());
    }
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : threads.invokeAll(racers)) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).containsOnlyOnce(302);
    assertThat(answers).filteredOn(it -> it == 403).hasSize(7);
  }

  @Test
  void Q15_aTicketIsVoidAfter30SecondsAndWithItsSignIn() {
    String late = wiki.path(portal.get(wiki.begin("/")).location());
    clock.turn(Duration.ofSeconds(30));
    assertThat(wiki.open(late).status()).isEqualTo(403);
    String inTime = wiki.path(portal.get(wiki.begin("/")).location());
    clock.turn(Duration.ofSeconds(29));
    portal.get("/settings/sessions");
    portal.post("/logout");
    assertThat(wiki.open(inTime).status()).isEqualTo(403);
  }

  /** Login CSRF: the attacker's ticket in the browser of somebody else. */
  @Test
  void Q15_aTicketIsThatOfTheBrowserThatBegan() {
    HostBrowser victim = new HostBrowser(front, WIKI);
    victim.begin("/");
    String attackers = wiki.path(portal.get(wiki.begin("/")).location());
    Answer refused = victim.open(attackers);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("This sign-in is over");
    assertThat(victim.cookies).doesNotContainKey(HostBrowser.SESSION);
  }

  @Test
  void Q16_nobodyIsLedToAnotherAddress() {
    String state = wiki.begin("/").replaceAll(".*&state=", "");
    for (String at :
        List.of(
            "https://evil.example",
            "http://wiki.localhost.evil.example",
            "http://wiki.localhost@evil.example",
            "http://wiki.localhost/x",
            "https://wiki.localhost",
            "")) {
      Browser.Page page = portal.get("/auth/start?at=" + at + "&to=/&state=" + state);
      assertThat(page.status()).as(at).isEqualTo(400);
      assertThat(page.location()).isEmpty();
    }
    for (String to :
        List.of(
            "//evil.example", "/%5Cevil.example", "https://evil.example", "/%0d%0aX:%20y", "x")) {
      Answer begun = wiki.open("/.sallyport/sign-in?to=" + to);
      assertThat(begun.header("Location")).as(to).contains("&to=%2F&");
      String start = "/auth/start?at=http://wiki.localhost&to=" + to + "&state=" + state;
      String callback = wiki.path(portal.get(start).location());
      assertThat(wiki.open(callback).header("Location")).as(to).isEqualTo(wiki.address() + "/");
    }
  }

  @Test
  void Q17_aSessionEndsWithTheSignIn() {
    cookie();
    assertThat(wiki.open("/").status()).isEqualTo(200);
    portal.get("/settings/sessions");
    portal.post("/logout");
    assertThat(wiki.open("/").status()).isEqualTo(401);
  }

  @Test
  void Q17_aDisabledAccountIsOutAtOnce() {
    cookie();
    rows.update("update account set disabled_at = now() where id = ?", person.id().value());
    assertThat(wiki.open("/").status()).isEqualTo(401);
  }

  @Test
  void Q17_aRightThatIsTakenAwayIsAskedForEachTime() {
    cookie();
    assertThat(wiki.open("/").status()).isEqualTo(200);
    rows.update("update account set role = 'patient' where id = ?", person.id().value());
    assertThat(wiki.open("/").status()).isEqualTo(403);
  }

  @Test
  void Q18_halfASignInOpensNothing() {
    Browser half = new Browser(port);
    String start = wiki.begin("/");
    half.follow(half.get(start));
    half.post("/login", "username", person.username(), "password", People.PASSWORD);
    assertThat(half.get(start).location()).startsWith("/auth/request/");
    assertThat(half.get(half.get(start).location()).location()).isEqualTo("/login");
  }

  @Test
  void Q18_aPathThatNeedsAFreshFactorAsksForItAndComesBack() {
    cookie();
    assertThat(wiki.open("/fresh/x").status()).isEqualTo(200);
    clock.turn(Duration.ofMinutes(6));
    assertThat(wiki.open("/").status()).isEqualTo(200);
    assertThat(wiki.open("/fresh/x").status()).isEqualTo(401);
    assertThat(wiki.open("/fresh/x", "Sec-Fetch-Mode: cors").status()).isEqualTo(401);
    Browser.Page asked = portal.follow(portal.get(wiki.begin("/fresh/x?y")));
    assertThat(asked.text()).contains("The Wiki needs your second factor for this");
    String page = asked.response().uri().getPath();
    portal.follow(portal.post(page + "/factor"));
    Browser.Page moves =
        portal.follow(portal.post("/settings/confirm", "code", Codes.next(person.email())));
    assertThat(moves.text()).contains("Continue to The Wiki");
    String callback = moves.body().replaceAll("(?s).*content=\"0; url=([^\"]*)\".*", "$1");
    assertThat(wiki.open(wiki.path(callback)).header("Location"))
        .isEqualTo(wiki.address() + "/fresh/x?y");
    assertThat(wiki.open("/fresh/x?y").status()).isEqualTo(200);
  }

  /** What a form needs is asked for, although the browser comes back to the page of the form. */
  @Test
  void Q18_aFormThatNeedsAFreshFactorGetsItBeforeItIsSentAgain() {
    cookie();
    clock.turn(Duration.ofMinutes(6));
    Answer refused = wiki.send("POST", "/safe/x", "Referer: http://wiki.localhost/safe/x");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(wiki.open("/safe/x").status()).isEqualTo(200);
    String start = wiki.follow(refused).header("Location").replace("http://localhost:8080", "");
    assertThat(portal.follow(portal.get(start.replace("&lost", ""))).text())
        .contains("needs your second factor");
  }

  @Test
  void Q18_aWeakFactorIsNotEnoughWhereAStrongOneIsNeeded() {
    cookie();
    assertThat(wiki.open("/strong/x").status()).isEqualTo(401);
    Browser.Page refused = portal.follow(portal.get(wiki.begin("/strong/x")));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("asks for a stronger second factor");
  }
}
