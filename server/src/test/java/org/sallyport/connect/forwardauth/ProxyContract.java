package org.sallyport.connect.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.forwardauth.ForwardAuthSettings.PACS;
import static org.sallyport.connect.forwardauth.ForwardAuthSettings.WIKI;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.connect.forwardauth.RawHttp.Answer;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Visitors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What holds behind every proxy, with the configuration that the guide shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProxyContract {
  /** Nobody listens there. */
  private static final int NOBODY = 1;

  private final ApplicationProxy.Kind kind;
  @LocalServerPort int port;
  @Autowired People people;
  private EchoApplication application;
  private ApplicationProxy proxy;
  private HostBrowser wiki;
  private People.Person person;
  private Browser portal;

  ProxyContract(ApplicationProxy.Kind kind) {
    this.kind = kind;
  }

  @BeforeAll
  void start() throws IOException {
    application = new EchoApplication();
    proxy = ApplicationProxy.start(kind, port, application.port());
    person = people.byEmail();
    portal = Visitors.signedIn(person, port);
  }

  @AfterAll
  void stop() throws IOException {
    if (proxy != null) {
      proxy.close();
    }
    application.close();
  }

  @BeforeEach
  void begin() {
    wiki = new HostBrowser(Front.at(proxy.port()), WIKI);
    application.requests.clear();
  }

  private void signIn() {
    Answer page = wiki.signIn(portal, "/report?q=a%20b&c=1");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).startsWith("GET /report?q=a%20b&c=1 HTTP/1.1\r\n");
  }

  /** The values that the application got under a name, in whichever spelling. */
  private static List<String> received(Answer page, String name) {
    return page.body()
        .lines()
        .filter(it -> it.contains(":"))
        .filter(it -> it.substring(0, it.indexOf(':')).replace('_', '-').equalsIgnoreCase(name))
        .map(it -> it.substring(it.indexOf(':') + 1).strip())
        .filter(it -> !it.isEmpty())
        .toList();
  }

  @Test
  void peopleSignInAndComeBackToWhereTheyWantedTo() {
    Answer refused = wiki.open("/report");
    assertThat(refused.status()).isEqualTo(302);
    signIn();
    assertThat(wiki.open("/.sallyport/sign-out").body()).contains("Sign out of The Wiki?");
    Answer out = wiki.signOut();
    assertThat(wiki.open(wiki.path(absolute(out))).body()).contains("You are signed out");
    assertThat(wiki.open("/report").status()).isEqualTo(302);
  }

  private String absolute(Answer answer) {
    String location = answer.header("Location");
    return location.startsWith("/") ? wiki.address() + location : location;
  }

  @Test
  void programsGet401AndWhatIsForbidden403() {
    assertThat(wiki.open("/report", "Sec-Fetch-Mode: cors").status()).isEqualTo(401);
    assertThat(application.requests).isEmpty();
    signIn();
    assertThat(wiki.open("/admin").status()).isEqualTo(403);
    assertThat(wiki.send("POST", "/admin").status()).isEqualTo(403);
    assertThat(wiki.send("POST", "/report").body()).startsWith("POST /report HTTP/1.1");
  }

  /** By these, too, applications learn from a proxy who asks for what. */
  private static final List<String> OF_PROXIES =
      List.of(
          "Forwarded",
          "X-Real-IP",
          "X-Auth-Sign-In",
          "X-Forwarded-User",
          "X-Forwarded-Groups",
          "X-Forwarded-Email",
          "X-Forwarded-Preferred-Username",
          "X-Forwarded-Access-Token",
          "X-Forwarded-Uri",
          "X-Forwarded-Method",
          "X-Forwarded-Prefix",
          "X-Original-URL",
          "X-Original-Method",
          "X-Rewrite-URL",
          "Remote-User",
          "Remote-Groups",
          "Remote-Name",
          "Remote-Email",
          "X-Remote-User",
          "X-Remote-Groups",
          "X-WEBAUTH-USER",
          "X-WEBAUTH-ROLE");

  @Test
  void Q11_headersOfOtherProxiesReachNoApplication() {
    String[] forged =
        OF_PROXIES.stream()
            .flatMap(it -> Stream.of(it, it.replace('-', '_'), it.toLowerCase(Locale.ROOT)))
            .distinct()
            .map(it -> it + ": forged")
            .toArray(String[]::new);
    assertThat(wiki.open("/public/x", forged).body())
        .startsWith("GET /public/x ")
        .doesNotContain("forged");
    signIn();
    assertThat(wiki.open("/report", forged).body())
        .startsWith("GET /report ")
        .doesNotContain("forged");
    Answer hosts =
        wiki.open(
            "/report",
            "X_Forwarded_Host: forged",
            "X_Forwarded_For: forged",
            "X_Forwarded_Proto: forged");
    assertThat(hosts.body()).startsWith("GET /report ").doesNotContain("forged");
  }

  @Test
  void Q11_headersThatABrowserForgesReachNoApplication() {
    String[] forged = {
      "X-Auth-User: root",
      "x-auth-user: root",
      "X_Auth_User: root",
      "X-Auth_User: root",
      "X_AUTH-USER: root",
      "X-Auth-Role: admin",
      "X_Auth_Role: admin",
      "X-AUTH-ROLE: admin",
      "X-Auth-Groups: Everybody",
      "X_Auth_Groups: Everybody",
      "X-Auth-Assertion: forged",
      "X_Auth_Assertion: forged",
      "X-Auth-Email:",
      "X-Forwarded-Host: " + PACS,
      "X-Forwarded-Uri: /public/x",
      "X-Forwarded-Method: GET",
      "X-Forwarded-For: 10.1.1.1",
      "X-Forwarded-Proto: https",
      "Sec-Fetch-Site: cross-site",
      "Sec-Fetch-Dest: image"
    };
    assertThat(wiki.open("/report", forged).status()).isIn(302, 401);
    Answer stranger = wiki.open("/public/x", forged);
    assertThat(stranger.status()).isEqualTo(200);
    for (String name : List.of("User", "Role", "Groups", "Assertion", "Email", "Subject")) {
      assertThat(received(stranger, "X-Auth-" + name)).as(name).isEmpty();
    }
    signIn();
    assertThat(wiki.open("/admin/x", forged).status()).isEqualTo(403);
    Answer page = wiki.open("/report", forged);
    assertThat(page.status()).isEqualTo(200);
    assertThat(received(page, "X-Auth-User")).containsExactly(person.username());
    assertThat(received(page, "X-Auth-Role")).containsExactly("physician");
    assertThat(received(page, "X-Auth-Email")).containsExactly(person.email());
    assertThat(received(page, "X-Auth-Groups")).isEmpty();
    assertThat(received(page, "X-Auth-Assertion")).hasSize(1).doesNotContain("forged");
  }

  @Test
  void Q12_noPathReachesWhatTheRulesForbid() {
    signIn();
    application.requests.clear();
    for (String target :
        List.of(
            "/admin",
            "//admin",
            "/./admin",
            "/a/../admin",
            "/a/%2e%2e/admin",
            "/%2e/admin",
            "/%61dmin",
            "/admin/",
            "/admin;x",
            "/a;/../admin",
            "/admin%2fx",
            "/%2fadmin",
            "/a%5c..%5cadmin",
            "/a\\..\\admin",
            "/admin%00",
            "/admin%3fx",
            "/.sallyport/../admin",
            "/.sallyport/%2e%2e/admin",
            "/.sallyport//../admin",
            "/.sallyport/x/..;/../admin",
            "/admin/../.sallyport/x",
            "/admin/%2e%2e/.sallyport/x",
            "/public/../admin",
            "/public/%2e%2e/admin",
            "/public/..;/admin",
            "/public//../admin",
            "http://wiki.localhost/admin",
            "/admin?x=/public/")) {
      Answer answer = wiki.open(target);
      assertThat(answer.status()).as(target).isNotEqualTo(200);
    }
    assertThat(application.requests).isEmpty();
    for (String target : List.of("/r%C3%A9port/a%20b?x=1;2&y=%2F..%2f//", "/%72eport/")) {
      assertThat(wiki.open(target).body()).startsWith("GET " + target + " HTTP/1.1\r\n");
    }
  }

  @Test
  void Q13_noOtherHostReachesTheApplication() {
    signIn();
    application.requests.clear();
    String cookie = "Cookie: " + HostBrowser.SESSION + "=" + wiki.cookie(HostBrowser.SESSION);
    for (String host : List.of("evil.localhost", "pacs.localhost", "wiki.localhost.evil.example")) {
      Front.at(proxy.port()).send("GET", "/report", host, List.of(cookie, "Accept: text/html"));
    }
    assertThat(application.requests).isEmpty();
    Answer written =
        Front.at(proxy.port()).send("GET", "/report", "WIKI.localhost", List.of(cookie));
    assertThat(written.status()).isEqualTo(200);
  }

  @Test
  void Q14_theCookieOfAnotherApplicationOpensNothing() {
    HostBrowser pacs = new HostBrowser(Front.direct(port), PACS);
    pacs.signIn(portal, "/");
    wiki.cookies.put(HostBrowser.SESSION, pacs.cookie(HostBrowser.SESSION));
    assertThat(wiki.open("/report").status()).isEqualTo(302);
    wiki.cookies.put(HostBrowser.SESSION, portal.cookie("__Host-sid"));
    assertThat(wiki.open("/report").status()).isEqualTo(302);
    assertThat(application.requests).isEmpty();
  }

  @Test
  void Q15_aTicketOpensTheApplicationOnce() {
    String callback = wiki.path(portal.get(wiki.begin("/report")).location());
    assertThat(wiki.open(callback).header("Location")).isEqualTo(wiki.address() + "/report");
    HostBrowser second = new HostBrowser(Front.at(proxy.port()), WIKI);
    second.cookies.put(HostBrowser.STATE, wiki.cookie(HostBrowser.STATE));
    Answer again = second.open(callback);
    assertThat(again.status()).isEqualTo(403);
    assertThat(second.cookies).doesNotContainKey(HostBrowser.SESSION);
  }

  @Test
  void Q17_theEndOfASignInHoldsFromTheNextRequestOn() {
    Browser other = Visitors.signedIn(people.byEmail(), port);
    assertThat(wiki.signIn(other, "/report").status()).isEqualTo(200);
    other.get("/settings/sessions");
    other.post("/logout");
    application.requests.clear();
    assertThat(wiki.open("/report").status()).isEqualTo(302);
    assertThat(application.requests).isEmpty();
  }

  @Test
  void Q17_whileNobodyAnswersTheProxyNothingIsLetThrough() throws IOException {
    try (ApplicationProxy alone = ApplicationProxy.start(kind, NOBODY, application.port())) {
      Answer answer =
          Front.at(alone.port()).send("GET", "/public/x", WIKI, List.of("Accept: text/html"));
      assertThat(answer.status()).isBetween(500, 503);
      assertThat(application.requests).isEmpty();
    }
  }

  @Test
  void aWebSocketIsAskedAboutWhenItIsOpened() throws IOException {
    signIn();
    assertThat(webSocket("")).doesNotContain(" 101 ");
    assertThat(webSocket("Cookie: " + HostBrowser.SESSION + "=" + wiki.cookie(HostBrowser.SESSION)))
        .contains(" 101 ")
        .endsWith("hello");
  }

  private String webSocket(String cookie) throws IOException {
    String head =
        "GET /socket HTTP/1.1\r\nHost: "
            + WIKI
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-Fetch-Mode: websocket\r\n"
            + (cookie.isEmpty() ? "" : cookie + "\r\n")
            + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      StringBuilder read = new StringBuilder();
      boolean sent = false;
      for (int next = socket.getInputStream().read();
          next >= 0;
          next = socket.getInputStream().read()) {
        read.append((char) next);
        boolean isOpen = read.toString().toLowerCase(Locale.ROOT).contains(" 101 ");
        if (!isOpen && read.toString().endsWith("\r\n\r\n")) {
          break;
        }
        if (isOpen && !sent && read.toString().endsWith("\r\n\r\n")) {
          socket.getOutputStream().write("hello".getBytes(StandardCharsets.ISO_8859_1));
          sent = true;
        }
        if (read.toString().endsWith("hello")) {
          break;
        }
      }
      return read.toString();
    }
  }
}
