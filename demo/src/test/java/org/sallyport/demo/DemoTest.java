package org.sallyport.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A demo from its first start through a kill and a restart to its end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoTest {
  private static final Pattern CODE = Pattern.compile("\\b([0-9]{3}) ?([0-9]{3})\\b");
  private static final Pattern ASKED = Pattern.compile("Enter the code from message ([A-Z][0-9])");

  @TempDir static Path data;
  private static final int PORT = TestPorts.next();
  private static final int OUTBOX_PORT = TestPorts.next();
  private static DemoProcess demo;
  private static List<String> said;

  @BeforeAll
  static void start() throws IOException {
    demo = DemoProcess.start(data, PORT, OUTBOX_PORT);
    said = demo.untilReady();
  }

  @AfterAll
  static void end() {
    demo.stop();
  }

  @Test
  @Order(1)
  void itPrintsWhereItIsAndWhoMaySignInAndLastThatItIsReady() {
    assertThat(said).last().isEqualTo("ready: http://localhost:" + PORT);
    assertThat(String.join("\n", said))
        .contains("http://localhost:" + OUTBOX_PORT, "hester", "walnut-tide-harbour");
  }

  @Test
  @Order(2)
  void everyAccountItPrintsHasTheRightPassword() throws Exception {
    for (SampleAccounts.Shown account : SampleAccounts.read().shown()) {
      HttpResponse<String> second = password(new PortalClient(PORT), account);
      assertThat(second.uri().getPath())
          .as(account.username())
          .isEqualTo(account.method().isEmpty() ? "/login/method" : "/login/code");
    }
  }

  @Test
  @Order(3)
  void aPhysicianSignsInWithTheCodeFromTheOutbox() throws Exception {
    PortalClient browser = new PortalClient(PORT);
    Matcher asked = ASKED.matcher(password(browser, account("hester")).body());
    assertThat(asked.find()).as("the code page names its message").isTrue();
    // A mail of an earlier sign-in may arrive before it.
    String mail = "Message " + asked.group(1) + ":";
    await().until(() -> !mails("hester@brambleway.example", mail).isEmpty());
    String code = code(mails("hester@brambleway.example", mail).getFirst());
    HttpResponse<String> in = browser.post("/login/code", "code", code);
    assertThat(in.uri().getPath()).isEqualTo("/studies");
  }

  @Test
  @Order(4)
  void aSecondDemoOnTheSameDataIsRefusedInOneLine() throws Exception {
    DemoProcess second = DemoProcess.start(data, TestPorts.next(), TestPorts.next());
    assertThat(second.untilReady())
        .containsExactly(
            "sallyport: the demo in %s runs already, process %d"
                .formatted(data, demo.handle().pid()));
    assertThat(second.exitValue()).isEqualTo(2);
  }

  @Test
  @Order(5)
  void aTakenPortIsNamedInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      DemoProcess second = DemoProcess.start(data, taken.getLocalPort(), TestPorts.next());
      assertThat(second.untilReady())
          .containsExactly("sallyport: port " + taken.getLocalPort() + " is taken");
      assertThat(second.exitValue()).isEqualTo(2);
    }
  }

  @Test
  @Order(6)
  void afterAKillItStartsAgainWithItsDataAndStopsWhatWasLeft() throws Exception {
    List<Long> before = DemoProcess.running(data);
    assertThat(before).hasSizeGreaterThanOrEqualTo(3);
    demo.kill();
    assertThat(DemoProcess.running(data)).as("database and archive outlive a kill").isNotEmpty();

    demo = DemoProcess.start(data, PORT, OUTBOX_PORT);
    assertThat(demo.untilReady()).last().isEqualTo("ready: http://localhost:" + PORT);
    assertThat(DemoProcess.running(data)).doesNotContainAnyElementsOf(before);
    assertThat(password(new PortalClient(PORT), account("hester")).uri().getPath())
        .isEqualTo("/login/code");
  }

  @Test
  @Order(7)
  void whenItStopsNothingOfItRunsAnyMore() throws Exception {
    demo.stop();
    assertThat(DemoProcess.running(data)).isEmpty();
  }

  private static SampleAccounts.Shown account(String username) throws IOException {
    return SampleAccounts.read().shown().stream()
        .filter(account -> account.username().equals(username))
        .findFirst()
        .orElseThrow();
  }

  private static HttpResponse<String> password(PortalClient browser, SampleAccounts.Shown account)
      throws Exception {
    browser.get("/login");
    return browser.post("/login", "username", account.username(), "password", account.password());
  }

  /** The texts of the mails to an address in the outbox whose subjects begin so, newest first. */
  private static List<String> mails(String to, String subject) throws Exception {
    URI address = URI.create("http://localhost:" + OUTBOX_PORT + "/messages.json");
    try (HttpClient http = HttpClient.newHttpClient()) {
      String json =
          http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
      List<String> texts = new ArrayList<>();
      for (JsonNode message : new JsonMapper().readTree(json)) {
        if (message.path("to").asString().equals(to)
            && message.path("subject").asString().startsWith(subject)) {
          texts.add(message.path("text").asString());
        }
      }
      return texts;
    }
  }

  private static String code(String text) {
    Matcher code = CODE.matcher(text);
    assertThat(code.find()).as("a code in %s", text).isTrue();
    return code.group(1) + code.group(2);
  }
}
