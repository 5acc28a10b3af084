package org.sallyport.connect.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.forwardauth.ForwardAuthSettings.PACS;
import static org.sallyport.connect.forwardauth.ForwardAuthSettings.WIKI;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.connect.forwardauth.RawHttp.Answer;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Applications behind a proxy that asks about each request, without a real proxy. */
@ForwardAuthSettings
class ForwardAuthTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Front front;
  private HostBrowser wiki;
  private People.Person person;

  @BeforeEach
  void begin() {
    front = Front.direct(port);
    wiki = new HostBrowser(front, WIKI);
    person = people.byEmail();
  }

  private Browser portal() {
    return Visitors.signedIn(person, port);
  }

  private HostBrowser signedIn(Browser portal) {
    assertThat(wiki.signIn(portal, "/").status()).isEqualTo(200);
    return wiki;
  }

  @Test
  void Rule54_anIdentityIsThatOfTheRowsAndAlwaysSet() {
    Answer answer = wiki.signIn(portal(), "/report?q=a%20b&c=1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Auth-User")).isEqualTo(person.username());
    assertThat(answer.header("X-Auth-Subject")).isEqualTo(person.id().toString());
    assertThat(answer.header("X-Auth-Role")).isEqualTo("physician");
    assertThat(answer.header("X-Auth-Acr")).isEqualTo("urn:sallyport:acr:sent-code");
    assertThat(answer.headers("X-Auth-Groups")).containsExactly("");
    assertThat(rows.events(person.id(), "ApplicationEvent.SignedIn")).isEqualTo(1);
  }

  @Test
  void aStrangerSignsInAtThePortalAndComesBackToWhereItBegan() {
    Browser portal = new Browser(port);
    Browser.Page login = portal.follow(portal.get(wiki.begin("/report?page=2")));
    assertThat(login.text()).contains("Username");
    portal.post("/login", "username", person.username(), "password", People.PASSWORD);
    portal.get("/login/code");
    Browser.Page in = portal.follow(portal.post("/login/code", "code", Codes.next(person.email())));
    assertThat(in.text()).contains("You are signed in. Continue to The Wiki");
    String callback = in.body().replaceAll("(?s).*content=\"0; url=([^\"]*)\".*", "$1");
    Answer taken = wiki.open(wiki.path(callback));
    assertThat(taken.header("Location")).isEqualTo(wiki.address() + "/report?page=2");
    assertThat(taken.header("Set-Cookie"))
        .startsWith("__Host-sallyport-app=")
        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
        .doesNotContain("Domain");
    assertThat(wiki.open("/report?page=2").status()).isEqualTo(200);
  }

  @Test
  void tabsThatBeginAtOnceAllEndWhereTheyWantedTo() {
    Browser portal = portal();
    List<String> starts = new ArrayList<>();
    for (String page : List.of("/one", "/two?x", "/three")) {
      starts.add(wiki.begin(page));
    }
    List<String> ends = new ArrayList<>();
    for (String start : starts) {
      ends.add(wiki.open(wiki.path(portal.get(start).location())).header("Location"));
    }
    assertThat(ends)
        .containsExactly(
            wiki.address() + "/one", wiki.address() + "/two?x", wiki.address() + "/three");
    assertThat(rows.events(person.id(), "ApplicationEvent.SignedIn")).isEqualTo(1);
  }

  @Test
  void programsGet401AndPeopleARedirectWhereTheProxyPassesOneOn() {
    Answer program = wiki.open("/api", "Sec-Fetch-Mode: cors");
    assertThat(program.status()).isEqualTo(401);
    assertThat(program.headers("X-Auth-Sign-In")).containsExactly("");
    List<String> asked =
        List.of(
            "X-Forwarded-Host: " + WIKI,
            "X-Forwarded-Uri: /a?b=c&d",
            "X-Forwarded-Method: GET",
            "Accept: text/html");
    Answer person = RawHttp.send(port, "GET", "/auth/forward?redirect", "localhost", asked);
    assertThat(person.status()).isEqualTo(302);
    assertThat(person.header("Location"))
        .isEqualTo("http://wiki.localhost/.sallyport/sign-in?to=%2Fa%3Fb%3Dc%26d");
  }

  @Test
  void aFormThatMeetsTheEndOfASessionIsLostAndTheSignInSaysSo() {
    Answer refused =
        wiki.send(
            "POST",
            "/save",
            "Referer: http://wiki.localhost/edit?id=1",
            "Sec-Fetch-Mode: navigate");
    Browser portal = portal();
    String start = wiki.follow(refused).header("Location").replace("http://localhost:8080", "");
    Browser.Page said = portal.get(start);
    assertThat(said.text()).contains("You have to sign in to The Wiki again", "was not saved");
    String on = said.body().replaceAll("(?s).*href=\"(/auth/start[^\"]*)\".*", "$1");
    String callback = portal.get(on.replace("&amp;", "&")).location();
    assertThat(wiki.open(wiki.path(callback)).header("Location"))
        .isEqualTo("http://wiki.localhost/edit?id=1");
  }

  @Test
  void theFirstRuleThatFitsDecides() {
    assertThat(wiki.open("/public/logo.png").status()).isEqualTo(200);
    assertThat(wiki.open("/public/logo.png").headers("X-Auth-User")).containsExactly("");
    assertThat(wiki.open("/closed/x").status()).isEqualTo(403);
    signedIn(portal());
    assertThat(wiki.open("/public").header("X-Auth-User")).isEqualTo(person.username());
    assertThat(wiki.open("/admin").status()).isEqualTo(403);
    assertThat(wiki.open("/admin/x").status()).isEqualTo(403);
    assertThat(wiki.open("/administration").status()).isEqualTo(200);
    assertThat(wiki.open("/cardio/x").status()).isEqualTo(403);
    rows.update(
        "insert into care_group (id, name, name_key, kind, created_at) values (gen_random_uuid(),"
            + " 'Heart Group', 'heart group', 'practice', now())");
    rows.update(
        """
        insert into group_member (group_id, account_id, joined_at, is_admin, confirmed_until)
        select id, ?, now(), false, '9999-01-01' from care_group where name = 'Heart Group'
        """,
        person.id().value());
    Answer member = wiki.open("/cardio/x");
    assertThat(member.status()).isEqualTo(200);
    assertThat(member.header("X-Auth-Groups")).isEqualTo("Heart Group");
    rows.update(
        "update care_group set name = 'Old Hearts', name_key = 'old hearts' where name_key = 'heart"
            + " group'");
    People.Person other = people.byEmail();
    rows.update(
        "insert into care_group (id, name, name_key, kind, created_at) values (gen_random_uuid(),"
            + " 'Heart Group', 'heart group', 'practice', now())");
    rows.update(
        """
        insert into group_member (group_id, account_id, joined_at, is_admin, confirmed_until)
        select id, ?, now(), false, '9999-01-01' from care_group where name = 'Heart Group'
        """,
        other.id().value());
    assertThat(wiki.open("/cardio/x").status()).as("the group was renamed").isEqualTo(200);
    HostBrowser ofOther = new HostBrowser(front, WIKI);
    ofOther.signIn(Visitors.signedIn(other, port), "/");
    assertThat(ofOther.open("/cardio/x").status())
        .as("somebody in a new group of the old name")
        .isEqualTo(403);
  }

  @Test
  void somebodyWithoutTheRightIsToldAtThePortal() {
    Browser portal = portal();
    Browser.Page refused = portal.follow(portal.get(wiki.begin("/admin/x")));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("You may not open this in The Wiki");
    assertThat(rows.events(person.id(), "ApplicationEvent.Refused")).isEqualTo(1);
  }

  @Test
  void signingOutOfTheApplicationEndsThatOneAlone() {
    Browser portal = portal();
    HostBrowser pacs = new HostBrowser(front, PACS);
    pacs.signIn(portal, "/");
    signedIn(portal);
    Answer asked = wiki.open("/.sallyport/sign-out");
    assertThat(asked.body()).contains("Sign out of The Wiki?");
    assertThat(wiki.open("/.sallyport/design/base.css").status()).isEqualTo(200);
    String stolen = wiki.cookie(HostBrowser.SESSION);
    for (String foreign : new String[] {"", "?token=", "?token=" + "x".repeat(43)}) {
      Answer refused = wiki.send("POST", "/.sallyport/sign-out" + foreign);
      assertThat(refused.header("Location")).as("a form of another page").endsWith("/sign-out");
      assertThat(refused.headers("Set-Cookie")).isEmpty();
    }
    assertThat(wiki.open("/").status()).isEqualTo(200);
    Answer out = wiki.signOut();
    assertThat(out.status()).isEqualTo(303);
    assertThat(wiki.open(out.header("Location")).body()).contains("You are signed out of The Wiki");
    wiki.cookies.put(HostBrowser.SESSION, stolen);
    assertThat(wiki.open("/").status()).isEqualTo(401);
    assertThat(pacs.open("/").status()).isEqualTo(200);
    assertThat(portal.get("/settings/sessions").status()).isEqualTo(200);
    assertThat(rows.events(person.id(), "ApplicationEvent.SignedOut")).isEqualTo(1);
  }

  @Test
  void theOwnerSeesAndEndsItUnderMyAccount() {
    Browser portal = portal();
    signedIn(portal);
    Browser.Page list = portal.get("/settings/applications");
    assertThat(list.text()).contains("The Wiki");
    Browser.Page ended = portal.follow(portal.submit("/settings/applications/end"));
    assertThat(ended.text()).contains("access has ended").doesNotContain("The Wiki");
    assertThat(wiki.open("/").status()).isEqualTo(401);
    assertThat(portal.get("/settings/sessions").status()).isEqualTo(200);
  }

  @Test
  void useOfTheApplicationIsUseOfTheSession() {
    signedIn(portal());
    for (int minutes : new int[] {20, 20, 20}) {
      clock.turn(Duration.ofMinutes(minutes));
      assertThat(wiki.open("/").status()).isEqualTo(200);
    }
    clock.turn(Duration.ofMinutes(20));
    assertThat(wiki.open("/poll", "Sec-Fetch-Mode: cors").status()).isEqualTo(200);
    clock.turn(Duration.ofMinutes(20));
    assertThat(wiki.open("/").status()).isEqualTo(401);
  }

  @Test
  void namesOfAnyScriptAreEncodedInHeaders() {
    rows.update("update account set name = ? where id = ?", "Zoë 100% 医, A", person.id().value());
    assertThat(wiki.signIn(portal(), "/").header("X-Auth-Name"))
        .isEqualTo("Zo%C3%AB 100%25 %E5%8C%BB, A");
  }

  @Test
  void requestsAreDeletedAfterTheirTime() {
    Browser portal = new Browser(port);
    String page = portal.get(wiki.begin("/")).location();
    String row = "forward_request where id = '" + page.substring(page.lastIndexOf('/') + 1) + "'";
    rows.removeExpired("forward_request", clock.instant());
    assertThat(rows.count(row)).isEqualTo(1);
    clock.turn(Duration.ofHours(1).plusMillis(1));
    rows.removeExpired("forward_request", clock.instant().minus(Duration.ofDays(30)));
    assertThat(rows.count(row)).isZero();
    Browser.Page over = portal().get(page);
    assertThat(over.status()).isEqualTo(410);
    assertThat(over.text()).contains("This sign-in is over");
  }

  @Test
  void anotherAccountCanBeUsedWhereTheFactorIsAskedFor() {
    Browser portal = portal();
    clock.turn(Duration.ofMinutes(6));
    String page = portal.follow(portal.get(wiki.begin("/fresh/x"))).response().uri().getPath();
    Browser.Page out = portal.submit(page + "/other");
    assertThat(out.location()).isEqualTo(page);
    assertThat(portal.follow(out).text()).contains("Username");
    assertThat(portal.get("/settings/sessions").location()).isEqualTo("/login");
    assertThat(portal.post(page + "/other").location()).as("again").isEqualTo("/login?unsent");
  }
}
