package org.sallyport.gate.accountrecovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.password.PasswordVerification.Right;
import org.sallyport.gate.account.password.PasswordVerification.Wrong;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.gate.accountrecovery.forgotten.ForgottenPasswords;
import org.sallyport.gate.accountrecovery.forgotten.PasswordRequests;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent.PasswordChanged;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class ForgottenPasswordTest {
  /** Requests of a test wait 15 s for a row (TestSettings). */
  private static final Duration SOONER_THAN_THE_ROW_IS_GIVEN_UP = Duration.ofSeconds(12);

  private static final String NEW = "quiet harbour seven stones";
  private static final Origin ADDRESS_OF_ITS_OWN = new Origin("192.0.2.77", "a test");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Accounts accounts;
  @Autowired Passwords passwords;
  @Autowired ForgottenPasswords forgotten;
  @Autowired PasswordRequests requests;
  @Autowired LinkLimits limits;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired DomainEvents events;

  private String link(Person person) {
    forgotten.ask(person.username(), Origin.COMMAND_LINE, null);
    return LinksInMail.nextPath(person.email());
  }

  private Browser opened(String path) {
    Browser browser = new Browser(port);
    browser.follow(browser.get(path));
    return browser;
  }

  private Account account(Person person) {
    return accounts.find(person.id()).orElseThrow();
  }

  private boolean isNewPassword(Person person) {
    return passwords.verify(account(person), NEW) instanceof Right;
  }

  private long openRequests() {
    return jdbc.sql("select count(*) from password_request").query(Long.class).single();
  }

  private void set(Person person, String assignments) {
    jdbc.sql("update account set " + assignments + " where id = :id")
        .param("id", person.id().value())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  @Nested
  class Rule38_OneAnswerForAll {
    @Test
    void I02_everyNameGetsTheSameAnswer() {
      Person known = people.byEmail();
      Person disabled = people.byEmail();
      set(disabled, "disabled_at = :now");
      Person locked = people.byEmail();
      set(locked, "locked_at = :now, wrong_codes = 5");
      Person neverActivated = people.byEmail();
      set(neverActivated, "password_hash = null, password_changed_at = :now");
      List<String> names =
          List.of(
              known.username(),
              "nobody.here",
              disabled.username(),
              locked.username(),
              neverActivated.username(),
              people.unreachable().username(),
              "nul\u0000name",
              "x".repeat(5000));
      assertThat(names.stream().map(this::answer).distinct()).hasSize(1);
      assertThat(Inbox.next(known.email()).text()).contains("/password/");
      assertThat(Inbox.next(locked.email()).text()).contains("/password/");
      assertThat(Inbox.next(neverActivated.email()).text()).contains("/activate/");
      assertThat(Inbox.left(disabled.email())).isEmpty();
    }

    private String answer(String name) {
      Browser browser = new Browser(port);
      browser.get("/forgotten");
      Browser.Page answer = browser.post("/forgotten", "username", name);
      return answer.status() + answer.location() + withoutToken(browser.follow(answer));
    }

    /** The form of the language has a token of the browser. */
    private static String withoutToken(Browser.Page page) {
      return page.body().replaceAll("(?s)<form class=\"languages\".*?</form>", "");
    }

    @Test
    void anEmptyNameIsAFormError() {
      Browser browser = new Browser(port);
      browser.get("/forgotten");
      Browser.Page answer = browser.post("/forgotten", "username", "  ");
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text()).contains("Enter your username.");
    }

    @Test
    void I03_theAnswerDoesNotWaitForTheWork() {
      Person person = people.byEmail();
      transaction.executeWithoutResult(
          status -> {
            accounts.hold(person.id());
            Browser browser = new Browser(port);
            browser.get("/forgotten");
            Browser.Page answer =
                assertTimeout(
                    SOONER_THAN_THE_ROW_IS_GIVEN_UP,
                    () -> browser.post("/forgotten", "username", person.username()));
            assertThat(answer.status()).isEqualTo(302);
          });
      forgotten.workOff();
      assertThat(Inbox.next(person.email()).text()).contains("/password/");
    }

    @Test
    void theNameIsKeptSealedAndOnlyUntilItIsWorkedOff() {
      Person person = people.byEmail();
      byte[] kept =
          transaction.execute(
              status -> {
                requests.put(person.username(), ADDRESS_OF_ITS_OWN, false);
                return jdbc.sql("select name from password_request where address = :address")
                    .param("address", ADDRESS_OF_ITS_OWN.address())
                    .query((row, number) -> row.getBytes("name"))
                    .single();
              });
      assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(person.username());
      forgotten.workOff();
      assertThat(openRequests()).isZero();
      assertThat(LinksInMail.nextPath(person.email())).startsWith("/password/");
    }

    @Test
    void whatACrashLeftIsWorkedOffLaterButNotHoursLater() {
      Person soon = people.byEmail();
      Person late = people.byEmail();
      // The job that runs every ten seconds sees it only when it is late.
      transaction.executeWithoutResult(
          status -> {
            requests.put(late.username(), ADDRESS_OF_ITS_OWN, false);
            clock.turn(Duration.ofMinutes(61));
          });
      transaction.executeWithoutResult(
          status -> requests.put(soon.username(), ADDRESS_OF_ITS_OWN, false));
      forgotten.workOff();
      assertThat(Inbox.next(soon.email()).text()).contains("/password/");
      assertThat(openRequests()).isZero();
      assertThat(Inbox.left(late.email())).isEmpty();
    }
  }

  @Nested
  class Rule38_TheLink {
    @Test
    void J03_itIsBuiltFromTheConfiguredAddress() {
      Person person = people.byEmail();
      Browser browser = new Browser(port);
      browser.get("/forgotten");
      HttpRequest forged =
          browser
              .request("/forgotten")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("X-Forwarded-Host", "evil.example")
              .header("Forwarded", "host=evil.example")
              .POST(
                  HttpRequest.BodyPublishers.ofString(browser.form("username", person.username())))
              .build();
      assertThat(browser.send(forged).status()).isEqualTo(302);
      assertThat(LinksInMail.next(person.email()).toString())
          .startsWith("http://localhost:8080/password/");
    }

    /** The Host header itself, which a proxy may forward unchanged. */
    @Test
    void J03_aForgedHostIsInNoMail() throws Exception {
      for (String head :
          List.of(
              "POST /forgotten HTTP/1.1\r\nHost: evil.example\r\n",
              "POST /forgotten HTTP/1.1\r\nHost: localhost@evil.example\r\n",
              "POST /forgotten HTTP/1.1\r\nHost: localhost.evil.example:8080\r\n",
              "POST /forgotten HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
              "POST http://evil.example/forgotten HTTP/1.1\r\nHost: localhost\r\n",
              "POST http://evil.example/forgotten HTTP/1.1\r\nHost: evil.example\r\n",
              "POST /forgotten HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\nX-Host: evil.example\r\n")) {
        Person person = people.byEmail();
        Browser browser = new Browser(port);
        browser.get("/forgotten");
        int status = forged(head, browser, browser.form("username", person.username()));
        assertThat(status).as(head).isIn(302, 400, 421);
        if (status == 302) {
          Received mail = Inbox.next(person.email());
          assertThat(mail.raw()).as(head).doesNotContain("evil.example");
          assertThat(LinksInMail.in(mail).toString()).startsWith("http://localhost:8080/password/");
        }
        assertThat(Inbox.left(person.email())).as(head).isEmpty();
      }
    }

    private int forged(String head, Browser browser, String form) throws IOException {
      StringBuilder cookies = new StringBuilder();
      browser.cookies().forEach((name, value) -> cookies.append(name + "=" + value + "; "));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(10_000);
        String request =
            head
                + "Cookie: "
                + cookies
                + "x=y\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nContent-Length: "
                + form.length()
                + "\r\n\r\n"
                + form;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        byte[] answer = socket.getInputStream().readAllBytes();
        return Integer.parseInt(new String(answer, 9, 3, StandardCharsets.ISO_8859_1));
      }
    }

    @Test
    void itsTokenStaysInNoAddress() {
      String path = link(people.byEmail());
      Browser browser = new Browser(port);
      Browser.Page answer = browser.get(path);
      assertThat(answer.status()).isEqualTo(303);
      assertThat(answer.location()).isEqualTo("/password");
      assertThat(answer.header("Set-Cookie"))
          .contains("__Host-link=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/");
      Browser.Page page = browser.get("/password");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).doesNotContain(path.substring("/password/".length()));
      assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(page.header("Cache-Control")).contains("no-store");
    }

    @Test
    void J02_readingItChangesNothing() {
      Person person = people.byEmail();
      String path = link(person);
      for (int i = 0; i < 3; i++) {
        Browser reader = opened(path);
        assertThat(reader.method("HEAD", path).status()).isEqualTo(303);
        assertThat(reader.get("/password").status()).isEqualTo(200);
      }
      assertThat(opened(path).submit("/password", "password", NEW).status()).isEqualTo(302);
      assertThat(isNewPassword(person)).isTrue();
    }

    @Test
    void J02_itWorksOnce() {
      Person person = people.byEmail();
      String path = link(person);
      Browser first = opened(path);
      Browser second = opened(path);
      assertThat(first.submit("/password", "password", NEW).location()).endsWith("/password/done");
      assertThat(first.get("/password/done").text()).contains("You can sign in now.");
      assertThat(second.submit("/password", "password", "other words for a thief").status())
          .isEqualTo(410);
      assertThat(isNewPassword(person)).isTrue();
      assertThat(opened(path).get("/password").status()).isEqualTo(410);
    }

    @Test
    void J02_ofManyAtOnceOneWorks() throws Exception {
      Person person = people.byEmail();
      String path = link(person);
      List<Integer> answers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<Integer>> posts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          Browser browser = opened(path);
          String password = "quiet harbour number " + i;
          posts.add(() -> browser.submit("/password", "password", password).status());
        }
        for (Future<Integer> answer : threads.invokeAll(posts)) {
          answers.add(answer.get());
        }
      }
      assertThat(answers).containsOnly(302, 410).containsOnlyOnce(302);
      assertThat(usedLinks(person)).isEqualTo(1);
    }

    @Test
    void J02_itHoldsFor30MinutesAndNotAMillisecondLonger() {
      String path = link(people.byEmail());
      clock.turn(Duration.ofMinutes(30).minusMillis(1));
      Browser browser = opened(path);
      assertThat(browser.get("/password").status()).isEqualTo(200);
      clock.turn(Duration.ofMillis(1));
      assertThat(browser.submit("/password", "password", NEW).status()).isEqualTo(410);
      Browser.Page page = opened(path).get("/password");
      assertThat(page.status()).isEqualTo(410);
      assertThat(page.text()).contains("This link does not work any more", "Ask for a new link");
    }

    @Test
    void J02_onlyTheNewestHolds() {
      Person person = people.byEmail();
      Browser older = opened(link(person));
      Browser newer = opened(link(person));
      assertThat(older.submit("/password", "password", NEW).status()).isEqualTo(410);
      assertThat(newer.submit("/password", "password", NEW).status()).isEqualTo(302);
    }

    @Test
    void J02_itIsVoidOnceThePasswordWasChangedOtherwise() {
      Person person = people.byEmail();
      Browser browser = opened(link(person));
      transaction.executeWithoutResult(
          status -> {
            accounts.hold(person.id());
            events.publish(new PasswordChanged(person.id(), null, "settings"), Origin.COMMAND_LINE);
          });
      assertThat(browser.submit("/password", "password", NEW).status()).isEqualTo(410);
    }

    @Test
    void J02_itSetsThePasswordOfItsOwnerAlone() {
      Person person = people.byEmail();
      Person other = people.byEmail();
      Browser browser = opened(link(person));
      browser.submit(
          "/password?user=" + other.username(), "password", NEW, "username", other.username());
      assertThat(isNewPassword(person)).isTrue();
      assertThat(isNewPassword(other)).isFalse();
    }

    @Test
    void aLinkForOnePurposeIsWorthlessForTheOther() {
      String path = link(people.byEmail());
      Browser browser = opened(path);
      assertThat(browser.get("/activate").status()).isEqualTo(410);
    }

    @Test
    void itIsKeptAsAKeyedHashAlone() {
      Person person = people.byEmail();
      String token = link(person).substring("/password/".length());
      String rows =
          jdbc.sql("select string_agg(l::text, ' ') from mailed_link l")
              .query(String.class)
              .single();
      assertThat(rows).doesNotContain(token);
    }

    @Test
    void whatIsNoTokenLeadsToTheSamePage() {
      for (String path : List.of("/password/x", "/password/" + "a".repeat(43), "/activate/..;")) {
        Browser browser = new Browser(port);
        Browser.Page page = browser.follow(browser.get(path));
        assertThat(page.status()).isIn(400, 410);
      }
      assertThat(new Browser(port).get("/password").status()).isEqualTo(410);
    }

    @Test
    void aBrowserThatSendsNoCookieIsSentBackToTheMail() {
      Person person = people.byEmail();
      Browser browser = opened(link(person));
      browser.setCookie("__Host-link", "");
      Browser.Page page = browser.submit("/password", "password", NEW);
      assertThat(page.status()).isEqualTo(410);
      assertThat(page.text())
          .contains("Open the link in the mail again")
          .doesNotContain("It was already used");
      assertThat(browser.get("/password").text()).contains("Open the link in the mail again");
      assertThat(isNewPassword(person)).isFalse();
    }

    @Test
    void theFormOfOneOwnerSetsNoPasswordOfAnother() {
      Person person = people.byEmail();
      Person other = people.byEmail();
      Browser browser = new Browser(port);
      String mark = mark(browser.follow(browser.get(link(person))));
      browser.follow(browser.get(link(other)));
      Browser.Page page = browser.post("/password", "password", NEW, "mark", mark);
      assertThat(page.status()).isEqualTo(409);
      assertThat(page.text()).contains("No password was set.", other.username());
      assertThat(isNewPassword(person)).isFalse();
      assertThat(isNewPassword(other)).isFalse();
      assertThat(browser.submit("/password", "password", NEW).status()).isEqualTo(302);
      assertThat(isNewPassword(person)).isFalse();
      assertThat(isNewPassword(other)).isTrue();
    }

    @Test
    void aFormWithoutItsMarkSetsNoPassword() {
      Person person = people.byEmail();
      Browser browser = opened(link(person));
      for (String[] fields : new String[][] {{}, {"mark", ""}, {"mark", "a".repeat(43)}}) {
        List<String> all = new ArrayList<>(List.of("password", NEW));
        all.addAll(List.of(fields));
        Browser.Page page = browser.post("/password", all.toArray(String[]::new));
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains("No password was set.", person.username());
      }
      assertThat(isNewPassword(person)).isFalse();
      assertThat(usedLinks(person)).isZero();
      assertThat(browser.submit("/password", "password", NEW).status()).isEqualTo(302);
      assertThat(isNewPassword(person)).isTrue();
    }

    private static String mark(Browser.Page page) {
      return page.body().replaceAll("(?s).*name=\"mark\" value=\"([^\"]+)\".*", "$1");
    }

    private long usedLinks(Person person) {
      return jdbc.sql(
              "select count(*) from mailed_link where account_id = :id and used_at is not null")
          .param("id", person.id().value())
          .query(Long.class)
          .single();
    }
  }

  @Nested
  class Rule38_TheNewPassword {
    @Test
    void J01_itSignsNobodyInAndTheSecondFactorFollows() {
      Person person = people.bySms();
      Browser browser = opened(link(person));
      browser.submit("/password", "password", NEW);
      assertThat(browser.cookies()).doesNotContainKeys("__Host-sid", "__Host-pre", "__Host-link");
      assertThat(browser.get("/studies").location()).endsWith("/login");
      assertThat(account(person).method()).isEqualTo("sms");
      Browser.Page asked = browser.signIn(person.username(), NEW);
      assertThat(asked.text()).contains("Enter the code from message");
    }

    @Test
    void H04_theCookieOfALinkGivesNoOtherAccess() {
      Browser browser = opened(link(people.byEmail()));
      for (String path :
          List.of("/studies", "/settings/account", "/login/code", "/login/method", "/admin")) {
        assertThat(browser.get(path).location()).as(path).endsWith("/login");
      }
      assertThat(browser.get("/dicom-web/studies").status()).isEqualTo(401);
      List<String> values = List.copyOf(browser.cookies().values());
      assertThat(values).isNotEmpty();
      for (String value : values) {
        Browser thief = new Browser(port);
        thief.setCookie("__Host-sid", value);
        thief.setCookie("__Host-pre", value);
        assertThat(thief.get("/settings/account").location()).endsWith("/login");
        assertThat(thief.get("/login/code").location()).endsWith("/login");
      }
      browser.get("/password");
      assertThat(browser.post("/settings/begin", "change", "email").status()).isIn(302, 403);
      assertThat(browser.get("/password").status()).as("the form still works").isEqualTo(200);
      browser.submit("/password", "password", NEW);
      assertThat(browser.get("/settings/account").location()).as("afterwards").endsWith("/login");
      assertThat(browser.cookie("__Host-sid")).isEmpty();
    }

    @Test
    void itEndsEverySessionAndUnlocksNothing() {
      Person person = people.byEmail();
      Browser session = new Browser(port);
      session.signIn(person.username(), People.PASSWORD);
      session.post("/login/code", "code", Codes.next(person.email()));
      assertThat(session.cookie("__Host-sid")).isNotEmpty();
      set(person, "locked_at = :now, wrong_codes = 5");
      opened(link(person)).submit("/password", "password", NEW);
      assertThat(session.get("/settings/account").location()).endsWith("/login");
      assertThat(account(person).isLocked()).isTrue();
      assertThat(account(person).wrongCodes()).isEqualTo(5);
    }

    @Test
    void aRefusedOneSaysWhyAndKeepsTheLink() {
      Person person = people.byEmail();
      Browser browser = opened(link(person));
      Browser.Page refused = browser.submit("/password", "password", "short");
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body()).contains("role=\"alert\"");
      assertThat(refused.text()).contains("Use at least 12 characters.");
      assertThat(browser.submit("/password", "password", "Password2026!").status()).isEqualTo(422);
      assertThat(passwords.verify(account(person), "Password2026!")).isEqualTo(new Wrong());
      assertThat(browser.submit("/password", "password", NEW).status()).isEqualTo(302);
    }

    @Test
    void K01_aFormFromElsewhereIsRefused() {
      Person person = people.byEmail();
      Browser browser = opened(link(person));
      assertThat(browser.postRaw("/password", "password=quiet+harbour+seven+stones").status())
          .isEqualTo(403);
      assertThat(isNewPassword(person)).isFalse();
    }
  }

  private long linksOf(Person person) {
    return jdbc.sql("select count(*) from mailed_link where account_id = :id")
        .param("id", person.id().value())
        .query(Long.class)
        .single();
  }

  @Nested
  class I05_AThousandRequestsMailFew {
    @Test
    void forOneAccount() {
      Person person = people.byEmail();
      for (int i = 0; i < 1000; i++) {
        String address = "198.51.100." + i % 250;
        transaction.executeWithoutResult(
            status -> requests.put(person.username(), new Origin(address, "a test"), false));
        if (i % 100 == 0) {
          forgotten.workOff();
        }
      }
      forgotten.workOff();
      for (int i = 0; i < 3; i++) {
        assertThat(Inbox.next(person.email()).text()).contains("/password/");
      }
      assertThat(openRequests()).isZero();
      assertThat(linksOf(person)).isEqualTo(3);
    }

    @Test
    void fromOneNetworkHoldUpTheOwnerForAnHourAtMost() {
      Person person = people.byEmail();
      for (int hour = 0; hour < 5; hour++) {
        for (int i = 0; i < 6; i++) {
          ask(person, "198.51.100.77");
        }
        assertThat(linksOf(person)).isEqualTo(3);
        clock.turn(Duration.ofMinutes(61));
      }
      ask(person, "203.0.113.8");
      assertThat(linksOf(person)).isEqualTo(4);
    }

    private void ask(Person person, String address) {
      transaction.executeWithoutResult(
          status -> requests.put(person.username(), new Origin(address, "a test"), false));
      forgotten.workOff();
    }

    @Test
    void fromAllNetworksOfAnIpv6Site() {
      jdbc.sql("delete from rate_limit").update();
      for (int network = 1; network <= 700; network++) {
        String address = "2001:db8:58:" + Integer.toHexString(network) + "::1";
        boolean taken = taken(address);
        assertThat(taken).as(address).isEqualTo(network <= 600);
      }
      assertThat(taken("2001:db8:59:1::1")).as("another site").isTrue();
      assertThat(
              jdbc.sql("select count(*) from rate_limit where name like 'link-request%'")
                  .query(Integer.class)
                  .single())
          .as("those that were taken, and the two sites")
          .isEqualTo(600 + 1 + 2);
      jdbc.sql("delete from rate_limit").update();
    }

    private boolean taken(String address) {
      return Boolean.TRUE.equals(
          transaction.execute(status -> limits.takeRequest(address, null).isEmpty()));
    }

    @Test
    void fromOneAddress() {
      clock.turn(Duration.ofHours(1));
      List<Person> persons = new ArrayList<>();
      for (int i = 0; i < 70; i++) {
        Person person = people.byEmail();
        persons.add(person);
        forgotten.ask(person.username(), new Origin("192.0.2.99", "a test"), null);
      }
      forgotten.workOff();
      assertThat(persons.stream().filter(person -> linksOf(person) > 0)).hasSize(60);
    }
  }

  @Nested
  class I05_AFloodOfInventedNames {
    @Test
    void neitherFillsTheTableNorKeepsARealOneOut() {
      Person person = people.byEmail();
      for (int i = 0; i < 3_000; i++) {
        Origin origin = new Origin("198.18." + i % 250 + "." + i / 250, "a flood");
        String name = "invented" + i;
        transaction.executeWithoutResult(status -> requests.put(name, origin, false));
      }
      assertThat(openRequests()).isLessThanOrEqualTo(PasswordRequests.SHARED_ROWS);
      transaction.executeWithoutResult(
          status -> requests.put(person.username(), ADDRESS_OF_ITS_OWN, false));
      forgotten.workOff();
      assertThat(LinksInMail.nextPath(person.email())).startsWith("/password/");
      assertThat(openRequests()).isZero();
    }

    @Test
    void isReadInBatches() {
      List<Person> persons = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        persons.add(people.byEmail());
      }
      // The job that runs every ten seconds sees none of them before the end.
      transaction.executeWithoutResult(
          status -> {
            persons.forEach(it -> requests.put(it.username(), ADDRESS_OF_ITS_OWN, false));
            List<UUID> first = requests.waiting(null, 15);
            assertThat(first).hasSize(15);
            assertThat(requests.waiting(first.getLast(), 15))
                .hasSize(5)
                .doesNotContainAnyElementsOf(first);
          });
      forgotten.workOff();
      assertThat(openRequests()).isZero();
    }

    @Test
    void aNameAskedForManyTimesWaitsOnce() {
      Person person = people.byEmail();
      transaction.executeWithoutResult(
          status -> {
            for (int i = 0; i < 50; i++) {
              requests.put(person.username(), ADDRESS_OF_ITS_OWN, false);
            }
            assertThat(openRequests()).isOne();
          });
      forgotten.workOff();
      assertThat(LinksInMail.nextPath(person.email())).startsWith("/password/");
    }

    @Test
    void whatIsAskedForWhileItIsWorkedOffIsWorkedOffOnceMore() {
      Person person = people.byEmail();
      // In one transaction: the job that runs every ten seconds would take it before the test does.
      transaction.executeWithoutResult(
          status -> {
            requests.put(person.username(), ADDRESS_OF_ITS_OWN, false);
            PasswordRequests.Request taken =
                requests.take(requests.waiting(null, 1).getFirst()).orElseThrow();
            assertThat(requests.waiting(null, 1)).isEmpty();
            requests.put(person.username(), ADDRESS_OF_ITS_OWN, true);
            requests.done(taken);
            UUID again = requests.waiting(null, 1).getFirst();
            assertThat(requests.take(again).orElseThrow().knownBrowser()).isTrue();
            jdbc.sql("delete from password_request").update();
          });
    }

    @Test
    void whatADeadNodeTookIsTakenAgain() {
      Person person = people.byEmail();
      transaction.executeWithoutResult(
          status -> {
            requests.put(person.username(), ADDRESS_OF_ITS_OWN, false);
            assertThat(requests.take(requests.waiting(null, 1).getFirst())).isPresent();
          });
      clock.turn(Duration.ofMinutes(3));
      forgotten.workOff();
      assertThat(LinksInMail.nextPath(person.email())).startsWith("/password/");
    }
  }

  @Nested
  class Rule9_AKnownBrowserHasItsShareOf {
    private Browser knownTo(Person person) {
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.post("/login/code", "code", Codes.next(person.email()));
      return browser;
    }

    private Browser.Page ask(Browser browser, Person person) {
      browser.get("/forgotten");
      return browser.post("/forgotten", "username", person.username());
    }

    @Test
    void theLinksOfTheAccount() {
      Person person = people.byEmail();
      Browser known = knownTo(person);
      for (int i = 0; i < 5; i++) {
        forgotten.ask(person.username(), new Origin("192.0.2." + i, "a stranger"), null);
        forgotten.workOff();
      }
      for (int i = 0; i < 3; i++) {
        LinksInMail.nextPath(person.email());
      }
      assertThat(ask(known, person).location()).endsWith("/forgotten/sent");
      assertThat(LinksInMail.nextPath(person.email())).startsWith("/password/");
    }

    @Test
    void I05_theDestinationForAllKindsOfMessages() {
      Person person = people.byEmail();
      Browser known = knownTo(person);
      jdbc.sql(
              "update rate_limit set used = max_uses where name = 'destination' and share = 'anyone'")
          .update();
      assertThat(ask(new Browser(port), person).location()).endsWith("/forgotten/sent");
      forgotten.workOff();
      assertThat(linksOf(person)).isZero();
      assertThat(ask(known, person).location()).endsWith("/forgotten/sent");
      assertThat(LinksInMail.nextPath(person.email())).startsWith("/password/");
      jdbc.sql("delete from rate_limit").update();
    }

    @Test
    void theRequestsOfTheAddressAndStrangersAreToldWhenTheNextIsTaken() {
      Person person = people.byEmail();
      Browser known = knownTo(person);
      Browser stranger = new Browser(port);
      ask(stranger, person);
      LinksInMail.nextPath(person.email());
      jdbc.sql(
              "update rate_limit set used = max_uses where name = 'link-request' and share = 'anyone'")
          .update();
      Browser.Page refused = ask(stranger, person);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
      assertThat(refused.text()).contains("The next one is accepted at");
      stranger.get("/forgotten");
      Browser.Page nobody = stranger.post("/forgotten", "username", "nobody.here");
      assertThat(nobody.status()).isEqualTo(429);
      assertThat(nobody.text().replace("nobody.here", person.username())).isEqualTo(refused.text());
      assertThat(ask(known, person).location()).endsWith("/forgotten/sent");
      assertThat(LinksInMail.nextPath(person.email())).startsWith("/password/");
      assertThat(refused.text()).contains("from your network", "can still ask now");
      jdbc.sql("update rate_limit set used = max_uses where name = 'link-request'").update();
      assertThat(ask(known, person).text())
          .contains("Too many requests came from this browser within an hour")
          .doesNotContain("still ask");
      jdbc.sql("delete from rate_limit where name = 'link-request'").update();
    }
  }

  @Test
  void passwordManagersFindThePageThatChangesAPassword() {
    Browser.Page page = new Browser(port).get("/.well-known/change-password");
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.location()).endsWith("/settings/account");
  }

  /** RFC 8615: whoever looks for a resource that is not there must not be led to a page. */
  @ParameterizedTest
  @ValueSource(strings = {"assetlinks.json", "x/y", "", "change-password/x"})
  void noOtherWellKnownAddressLeadsToThePortal(String name) {
    Browser.Page page = new Browser(port).get("/.well-known/" + name);
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).doesNotContain("name=\"password\"");
  }
}
