package org.sallyport.portal.studies.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.connect.oidc.RelyingParty;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** DICOMweb for a viewer elsewhere, which signs its person in here. */
@SallyportTest
class TokenViewerTest {
  private static final String ORIGIN = "https://app.example";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired IndexedStudies indexed;
  @Autowired Clients clients;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private People.Person person;
  private Browser browser;
  private RelyingParty viewer;
  private TestStudy study;
  private TestStudy foreign;

  @BeforeEach
  void somebodySignedIn() {
    person = people.byEmail();
    study = new TestStudy().requestedBy("RIZIV", numbers.give(person.id(), "RIZIV"));
    foreign = new TestStudy();
    TestArchive.store(study);
    TestArchive.store(foreign);
    indexed.update();
    browser = Visitors.signedIn(person, port);
    viewer = RelyingParty.viewer(clients, port);
  }

  private String token() {
    return tokens().text("access_token");
  }

  private RelyingParty.Answer tokens() {
    return viewer.redeem(viewer.code(browser, "scope", "openid dicomweb"));
  }

  private HttpResponse<String> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/dicom-web" + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path, String token) {
    return send("GET", path, "Authorization", "Bearer " + token);
  }

  private static String origin(HttpResponse<String> answer) {
    return answer.headers().firstValue("Access-Control-Allow-Origin").orElse("");
  }

  private static String at(TestStudy study) {
    return "/studies/" + study.uid();
  }

  @Test
  void readsWhatThePersonMaySeeAndNothingElse() {
    String token = token();
    assertThat(get("/studies", token).body())
        .contains(study.uid().value())
        .doesNotContain(foreign.uid().value());
    assertThat(get(at(study) + "/metadata", token).statusCode()).isEqualTo(200);
    assertThat(get(at(foreign) + "/metadata", token).statusCode()).isEqualTo(404);
    assertThat(TestArchive.wire().during(() -> get(at(study) + "/metadata", token)))
        .as("what the archive is sent")
        .isNotEmpty()
        .noneMatch(it -> it.contains(token));
    assertThat(
            rows.count(
                "audit_event where type = 'StudyEvent.Opened' and account_id = '"
                    + person.id()
                    + "'"))
        .isEqualTo(1);
  }

  @Test
  void Q73_aTokenWithoutTheScopeOpensNoStudy() {
    RelyingParty app = RelyingParty.confidential(clients, port);
    String token = app.redeem(app.code(browser)).text("access_token");
    assertThat(app.userInfo(token).status()).isEqualTo(200);
    assertThat(get("/studies", token).statusCode()).isEqualTo(401);
    String narrow = viewer.redeem(viewer.code(browser, "scope", "openid")).text("access_token");
    assertThat(get("/studies", narrow).statusCode()).isEqualTo(401);
  }

  @Test
  void Q73_nothingButAnAccessTokenInOneHeaderOpensAStudy() {
    RelyingParty.Answer tokens = tokens();
    String token = tokens.text("access_token");
    for (String other : List.of(tokens.text("refresh_token"), tokens.text("id_token"), "x", "")) {
      HttpResponse<String> answer = get("/studies", other);
      assertThat(answer.statusCode()).as(other).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer error=\"invalid_token\"");
    }
    assertThat(send("GET", "/studies?access_token=" + token).statusCode()).isEqualTo(401);
    assertThat(
            send(
                    "GET",
                    "/studies",
                    "Authorization",
                    "Bearer " + token,
                    "Authorization",
                    "Bearer " + token)
                .statusCode())
        .isEqualTo(401);
    assertThat(send("GET", "/studies", "Authorization", "Basic " + token).statusCode())
        .isEqualTo(401);
    assertThat(send("POST", "/studies", "Authorization", "Bearer " + token).statusCode())
        .isIn(403, 405);
  }

  /** Whoever can make a browser send a header must not get what its cookie opens. */
  @Test
  void Q73_aCookieIsNotReadBesideAWrongToken() {
    String cookie = "__Host-sid=" + browser.cookie("__Host-sid");
    assertThat(send("GET", "/studies", "Cookie", cookie).statusCode()).isEqualTo(200);
    assertThat(
            send("GET", "/studies", "Cookie", cookie, "Authorization", "bearer wrong").statusCode())
        .isEqualTo(401);
    assertThat(
            send("GET", "/studies", "Cookie", cookie, "Authorization", "Basic cHJveHk6eA==")
                .statusCode())
        .as("the password of a proxy in front")
        .isEqualTo(200);
  }

  @Test
  void Q73_aTokenEndsWithTheSessionTheAccountAndItsTime() {
    String token = token();
    browser.get("/studies");
    browser.post("/logout");
    assertThat(get("/studies", token).statusCode()).isEqualTo(401);
    browser = Visitors.signedIn(person, port);
    String late = token();
    clock.turn(Duration.ofMinutes(5));
    assertThat(get("/studies", late).statusCode()).isEqualTo(401);
    String locked = token();
    rows.update("update account set disabled_at = now() where id = ?", person.id().value());
    assertThat(get("/studies", locked).statusCode()).isEqualTo(401);
  }

  private void joinsGroup(String name) {
    rows.update(
        "insert into care_group (id, name, name_key, kind, created_at) values (gen_random_uuid(),"
            + " ?, lower(?), 'practice', now())",
        name,
        name);
    rows.update(
        "insert into group_member (group_id, account_id, joined_at, confirmed_until) select id, ?,"
            + " now(), '9999-01-01' from care_group where name = ?",
        person.id().value(),
        name);
  }

  @Test
  void Q75_aNewGroupOfTheOldNameGetsNothing() {
    String name = "Renamed " + person.username();
    joinsGroup(name);
    viewer = RelyingParty.viewer(clients, port, Set.of(name));
    String token = token();
    rows.update(
        "update care_group set name = name || ' x', name_key = name_key || ' x' where name = ?",
        name);
    assertThat(get("/studies", token).statusCode()).isEqualTo(200);
    leavesGroups();
    joinsGroup(name);
    assertThat(get("/studies", token).statusCode()).isEqualTo(401);
  }

  private void leavesGroups() {
    rows.update(
        "update group_member set left_at = now() where account_id = ?", person.id().value());
  }

  @Test
  void Q75_whoLeftTheGroupKeepsNothingOfTheApplication() {
    joinsGroup("Readers " + person.username());
    viewer = RelyingParty.viewer(clients, port, Set.of("Readers " + person.username()));
    RelyingParty.Answer tokens = tokens();
    String code = viewer.code(browser, "scope", "openid dicomweb");
    assertThat(get("/studies", tokens.text("access_token")).statusCode()).isEqualTo(200);
    leavesGroups();
    assertThat(get("/studies", tokens.text("access_token")).statusCode()).isEqualTo(401);
    assertThat(viewer.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
    assertThat(viewer.refresh(tokens.text("refresh_token")).text("error"))
        .isEqualTo("invalid_grant");
    assertThat(viewer.redeem(code).text("error")).isEqualTo("invalid_grant");
  }

  @Test
  void Q75_aScopeThatTheApplicationLostIsLostByItsTokens() {
    RelyingParty.Answer tokens = tokens();
    rows.update("update oidc_client set scopes = '{openid}' where id = ?", viewer.client.id());
    assertThat(get("/studies", tokens.text("access_token")).statusCode()).isEqualTo(401);
    String fresh = viewer.refresh(tokens.text("refresh_token")).text("access_token");
    assertThat(viewer.userInfo(fresh).status()).isEqualTo(200);
    assertThat(get("/studies", fresh).statusCode()).isEqualTo(401);
  }

  /** The complete responses would take at least 20 seconds. */
  @Test
  void Rule58_Q75_aRunningResponseEndsWithTheTokenTheApplicationAndTheGroup() {
    study = new TestStudy().requestedBy("RIZIV", numbers.give(person.id(), "RIZIV")).images(200);
    TestArchive.store(study);
    indexed.update();
    String group = "Streams " + person.username();
    joinsGroup(group);
    List<RelyingParty> viewers =
        Stream.generate(() -> RelyingParty.viewer(clients, port, Set.of(group))).limit(5).toList();
    List<RelyingParty.Answer> given =
        viewers.stream()
            .map(it -> it.redeem(it.code(browser, "scope", "openid dicomweb")))
            .toList();
    TestArchive.wire()
        .slowDuring(
            () -> {
              List<InputStream> running =
                  given.stream()
                      .map(
                          it -> CompletableFuture.supplyAsync(() -> begun(it.text("access_token"))))
                      .toList()
                      .stream()
                      .map(CompletableFuture::join)
                      .toList();
              viewers
                  .get(0)
                  .call("/oauth2/revoke", Map.of("token", given.get(0).text("access_token")));
              browser.get("/settings/applications");
              browser.post(
                  "/settings/applications/end", "id", viewers.get(1).client.id().toString());
              clients.setDisabled(
                  viewers.get(2).client, true, new Actor(null, "test", null), Origin.COMMAND_LINE);
              rows.update(
                  "update oidc_client set roles = '{admin}' where id = ?",
                  viewers.get(3).client.id());
              assertThat(running.subList(0, 4)).allSatisfy(TokenViewerTest::isCutShort);
              clock.turn(Duration.ofMinutes(5));
              assertThat(Poll.until(Duration.ofSeconds(4), () -> isOver(running.get(4))))
                  .as("a token's time is for beginning")
                  .isFalse();
              leavesGroups();
              isCutShort(running.get(4));
            });
  }

  private InputStream begun(String token) {
    try {
      InputStream body =
          HTTP.send(
                  HttpRequest.newBuilder(
                          URI.create("http://localhost:" + port + "/dicom-web" + at(study)))
                      .header("Authorization", "Bearer " + token)
                      .build(),
                  HttpResponse.BodyHandlers.ofInputStream())
              .body();
      assertThat(body.read()).isPositive();
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOver(InputStream body) {
    try {
      return body.available() > 0 && body.read(new byte[body.available()]) < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private static void isCutShort(InputStream body) {
    CompletableFuture<byte[]> rest =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return body.readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThatThrownBy(() -> rest.get(7, TimeUnit.SECONDS))
        .hasCauseInstanceOf(UncheckedIOException.class);
  }

  @Test
  void Q73_theHelpDeskReadsNoStudiesByATokenEither() {
    browser = Visitors.signedIn(people.helpDesk(), port);
    assertThat(get("/studies", token()).statusCode()).isEqualTo(403);
  }

  @Test
  void Q74_onlyPagesOfAViewerMayAsk() {
    String token = token();
    String[] foreignPage = {
      "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors"
    };
    assertThat(origin(asked(ORIGIN))).isEqualTo(ORIGIN);
    assertThat(origin(asked("https://evil.example"))).isEmpty();
    HttpResponse<String> answer =
        send(
            "GET",
            "/studies",
            with(foreignPage, "Origin", ORIGIN, "Authorization", "Bearer " + token));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(origin(answer)).isEqualTo(ORIGIN);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    String cookie = "__Host-sid=" + browser.cookie("__Host-sid");
    assertThat(
            send("GET", "/studies", with(foreignPage, "Origin", ORIGIN, "Cookie", cookie))
                .statusCode())
        .as("without a token")
        .isEqualTo(403);
    rows.update("update oidc_client set scopes = '{openid}' where 'dicomweb' = any(scopes)");
    assertThat(origin(asked(ORIGIN))).as("no viewer has the scope").isEmpty();
  }

  private HttpResponse<String> asked(String origin) {
    return send(
        "OPTIONS",
        "/studies",
        "Origin",
        origin,
        "Sec-Fetch-Site",
        "cross-site",
        "Sec-Fetch-Dest",
        "empty",
        "Access-Control-Request-Method",
        "GET",
        "Access-Control-Request-Headers",
        "authorization");
  }

  private static String[] with(String[] some, String... more) {
    String[] all = new String[some.length + more.length];
    System.arraycopy(some, 0, all, 0, some.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
