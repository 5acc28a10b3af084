package org.sallyport.gate.secondfactor.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.ServerKeys;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.CallReceiver;
import org.sallyport.testing.messages.CallReceiver.Call;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Codes that are spoken in a call, where routes of calls are set up. */
@SallyportTest
class CallsTest {
  /** Longer than a route waits for an answer. */
  private static final Duration SETTLED = Duration.ofSeconds(30);

  private static final CallReceiver GATEWAY = new CallReceiver();
  private static final HttpsServer UNTRUSTED = untrusted();

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private static HttpsServer untrusted() {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(ServerKeys.serving(ServerKeys.of("ip:127.0.0.1"))));
      server.start();
      return server;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry settings) {
    GATEWAY.route(settings, "first");
    GATEWAY.route(settings, "second");
    GATEWAY.route(settings, "french");
    for (String route : new String[] {"first", "second"}) {
      String prefix = "sallyport.sms.routes." + route + ".";
      settings.add(prefix + "countries", () -> "BE");
      settings.add(prefix + "price", () -> route.equals("first") ? "0.10" : "0.20");
      // Longer than the sign-in of another person takes on a busy machine.
      settings.add(prefix + "http.timeout", () -> "10s");
      settings.add(prefix + "http.failure-pattern", () -> "not-called");
      settings.add(prefix + "http.languages.nl", () -> "nl-BE");
    }
    settings.add("sallyport.sms.routes.french.countries", () -> "FR");
    settings.add("sallyport.sms.routes.french.price", () -> "0.30");
    settings.add(
        "sallyport.sms.routes.french.http.url",
        () -> "https://127.0.0.1:" + UNTRUSTED.getAddress().getPort() + "/french");
    settings.add("sallyport.sms.http.price", () -> "1");
    settings.add("sallyport.sms.spend-a-day", () -> "500");
  }

  @AfterEach
  void reset() {
    GATEWAY.reset();
    rows.update("delete from outbox where destination = ''");
    clock.turn(Duration.ofMinutes(20));
    // A message that is left would fail in the next test, and the admins be told of it there.
    String left =
        "outbox where state = 'sending' or state = 'waiting' and next_try_at <= '"
            + clock.instant()
            + "'";
    await().until(() -> rows.count(left) == 0);
  }

  /** Signs in up to the code by SMS, which is read. */
  private Browser atTheCode(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.get("/login/code");
    Codes.next(person.phone());
    clock.turn(Duration.ofSeconds(31));
    return browser;
  }

  private static Browser.Page asksToBeCalled(Browser browser) {
    return browser.post("/login/code/resend", "call", "yes");
  }

  private MessageId lastMessage(People.Person person) {
    return new MessageId(
        jdbc.sql(
                "select message_id from otp_code where account_id = :id order by sent_at desc limit"
                    + " 1")
            .param("id", person.id().value())
            .query(UUID.class)
            .single());
  }

  /** Waits until the outbox has dealt with the last message. */
  private Browser.Page settled(Browser browser, People.Person person) {
    MessageId id = lastMessage(person);
    await().atMost(SETTLED).until(() -> !(outbox.delivery(id) instanceof Delivery.OnItsWay));
    return browser.get("/login/code");
  }

  private int codesOf(People.Person person) {
    return Math.toIntExact(rows.count("otp_code where account_id = '" + person.id() + "'"));
  }

  @Nested
  class ACall {
    @Test
    void saysANewCodeThatSignsInAndVoidsTheOneBySms() {
      People.Person person = people.bySms();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      String bySms = Codes.next(person.phone());
      assertThat(browser.get("/login/code").text()).contains("Call me with the code");
      clock.turn(Duration.ofSeconds(31));
      assertThat(asksToBeCalled(browser).location()).endsWith("/login/code");
      Call call = GATEWAY.next(person.phone(), 1);
      assertThat(call.text())
          .matches(
              "Sallyport\\. This is message [A-Z], [a-z]+\\. Your code is: ([a-z, ]+)\\."
                  + " Once more, your code is: \\1\\. Tell it to nobody\\.");
      assertThat(call.language()).isEqualTo("en");
      Browser.Page page = settled(browser, person);
      assertThat(page.text())
          .contains(
              "which is spoken in a call to +32", "by phone call to +32", "We are calling +32 •••")
          .doesNotContain(CallReceiver.code(call), person.phone());
      assertThat(browser.post("/login/code", "code", bySms).text())
          .contains("That code is from an older message");
      assertThat(browser.post("/login/code", "code", CallReceiver.code(call)).status())
          .isEqualTo(302);
      assertThat(browser.cookie("__Host-sid")).isNotEmpty();
      assertThat(Inbox.left(person.phone())).isEmpty();
    }

    @Test
    void isMadeInTheLanguageOfThePersonByTheNameThatTheGatewayHasForIt() {
      People.Person person = people.bySms();
      rows.update("update account set language = 'nl' where id = ?", person.id().value());
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      Codes.next(person.phone());
      clock.turn(Duration.ofSeconds(31));
      asksToBeCalled(browser);
      Call call = GATEWAY.next(person.phone(), 1);
      assertThat(call.language()).isEqualTo("nl-BE");
      assertThat(call.text()).contains("Uw code is: ", "Nogmaals, uw code is: ");
    }

    @Test
    void I07_thatHangsHoldsUpNoSmsAndIsNotRepeatedByAnotherRoute() throws InterruptedException {
      People.Person person = people.bySms();
      Browser browser = atTheCode(person);
      CountDownLatch hanging = new CountDownLatch(1);
      GATEWAY.answer("first", exchange -> waitFor(hanging));
      asksToBeCalled(browser);
      GATEWAY.next(person.phone(), 1);
      People.Person other = people.bySms();
      atTheCode(other);
      assertThat(outbox.delivery(lastMessage(person)))
          .as("still hanging, and an SMS came")
          .isInstanceOf(Delivery.OnItsWay.class);
      assertThat(settled(browser, person).text())
          .contains("We do not know if this message was sent.");
      hanging.countDown();
      assertThat(GATEWAY.to(person.phone())).extracting(Call::route).containsExactly("first");
    }

    @Test
    void confirmsAChangeInASession() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      clock.turn(Duration.ofMinutes(6));
      assertThat(Inside.begin(browser, Change.PHONE).location()).endsWith("/settings/confirm");
      assertThat(browser.get("/settings/confirm").text()).contains("Call me with the code");
      clock.turn(Duration.ofSeconds(31));
      assertThat(browser.post("/settings/confirm/resend", "call", "yes").location())
          .endsWith("/settings/confirm");
      String code = CallReceiver.code(GATEWAY.next(person.phone(), 1));
      assertThat(browser.post("/settings/confirm", "code", code).location())
          .endsWith("/settings/phone");
    }

    @Test
    void verifiesANumberThatItsOwnerGaveAndNoOther() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PHONE);
      String number = person.phone().replace("+32470", "+32478");
      browser.post("/settings/phone", "phone", number);
      Codes.next(number);
      assertThat(browser.get("/settings/phone/code").text()).contains("Call me with the code");
      clock.turn(Duration.ofSeconds(31));
      browser.post("/settings/phone/code/resend", "call", "yes", "phone", "+32479000000");
      String code = CallReceiver.code(GATEWAY.next(number, 1));
      assertThat(GATEWAY.to("+32479000000")).isEmpty();
      assertThat(GATEWAY.to(person.phone())).isEmpty();
      assertThat(browser.post("/settings/phone/code", "code", code).location())
          .contains("changed=phone");
    }

    @Test
    void isNotOfferedToANumberThatNoRouteTakesNorBesideMail() {
      People.Person abroad = people.bySms();
      String phone = "+31612" + abroad.phone().substring(abroad.phone().length() - 6);
      rows.update("update account set phone = ? where id = ?", phone, abroad.id().value());
      Browser browser = new Browser(port);
      browser.signIn(abroad.username(), People.PASSWORD);
      Codes.next(phone);
      assertThat(browser.get("/login/code").text()).doesNotContain("Call me");
      clock.turn(Duration.ofSeconds(31));
      asksToBeCalled(browser);
      assertThat(codesOf(abroad)).isEqualTo(1);
      People.Person mail = people.byEmail();
      Browser byMail = new Browser(port);
      byMail.signIn(mail.username(), People.PASSWORD);
      Codes.next(mail.email());
      assertThat(byMail.get("/login/code").text()).doesNotContain("Call me");
      clock.turn(Duration.ofSeconds(31));
      asksToBeCalled(byMail);
      assertThat(codesOf(mail)).isEqualTo(1);
      assertThat(GATEWAY.to(mail.phone())).isEmpty();
    }

    @Test
    void isShownToStaffAsACall() {
      People.Person person = people.bySms();
      Browser browser = atTheCode(person);
      asksToBeCalled(browser);
      settled(browser, person);
      Browser admin = Inside.bySms(port, people.add("sms", true, true, "admin"));
      assertThat(admin.get("/admin/messages").text()).contains("phone call");
    }
  }

  private static void waitFor(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Nested
  class AGatewayThatMisbehaves {
    private String after(CallReceiver.Behaviour first, CallReceiver.Behaviour second) {
      People.Person person = people.bySms();
      Browser browser = atTheCode(person);
      GATEWAY.answer("first", first);
      GATEWAY.answer("second", second);
      asksToBeCalled(browser);
      return settled(browser, person).text();
    }

    private String after(CallReceiver.Behaviour both) {
      return after(both, both);
    }

    @Test
    void I07_thatRefusesIsFollowedByTheNextAndThePageSaysIfNoneCalls() {
      assertThat(after(status(503), status(202))).contains("We are calling");
      assertThat(after(status(503))).contains("The gateway refused the call (503).");
    }

    @Test
    void I07_thatTakesNoMoreIsAskedAgain() {
      GATEWAY.answer("first", 429);
      GATEWAY.answer("second", 429);
      People.Person person = people.bySms();
      Browser browser = atTheCode(person);
      asksToBeCalled(browser);
      await()
          .untilAsserted(
              () ->
                  assertThat(browser.get("/login/code").text())
                      .contains(
                          "The gateway takes no more calls at the moment.",
                          "It is tried again automatically."));
    }

    @Test
    void isToldToTheAdminsByMail() {
      clock.turn(Duration.ofDays(2));
      People.Person admin = people.add("email", true, true, "admin");
      after(status(503));
      assertThat(
              Inbox.next(
                      admin.email(),
                      mail -> "Sallyport could not place a call".equals(mail.subject()))
                  .text())
          .contains(
              "A call with a code could not be placed", "The gateway refused the call (503).");
    }

    @Test
    void I07_thatLiesIsNotBelieved() {
      assertThat(after(body("{\"not-called\":true}")))
          .contains("The gateway did not accept the call.");
    }

    @Test
    void I07_thatRedirectsIsNotFollowed() {
      assertThat(
              after(
                  exchange -> {
                    exchange.getResponseHeaders().set("Location", "/second");
                    exchange.sendResponseHeaders(302, -1);
                  }))
          .contains("The gateway refused the call (302).");
    }

    @Test
    void I07_thatResetsLeavesItUnknown() {
      assertThat(after(exchange -> {})).contains("We do not know if this message was sent.");
    }

    @Test
    void I07_thatNobodyVouchesForGetsNoCode() {
      People.Person person = people.bySms();
      String phone = "+33612" + person.phone().substring(person.phone().length() - 6);
      rows.update("update account set phone = ? where id = ?", phone, person.id().value());
      People.Person abroad =
          new People.Person(person.id(), person.username(), person.email(), phone);
      Browser browser = atTheCode(abroad);
      asksToBeCalled(browser);
      assertThat(settled(browser, abroad).text())
          .contains("The gateway for calls cannot be reached.");
      assertThat(GATEWAY.to(phone)).isEmpty();
    }

    private static CallReceiver.Behaviour status(int status) {
      return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    private static CallReceiver.Behaviour body(String text) {
      return exchange -> {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      };
    }
  }

  @Nested
  class C18_ACallInPlaceOfAnSms {
    @Test
    void I05_waitsAndCountsAsAResend() {
      People.Person person = people.bySms();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      assertThat(asksToBeCalled(browser).status()).isEqualTo(429);
      for (int sent = 1; sent < 5; sent++) {
        clock.turn(Duration.ofSeconds(31));
        assertThat(
                (sent % 2 == 0 ? browser.post("/login/code/resend") : asksToBeCalled(browser))
                    .status())
            .isEqualTo(302);
        // One that still waits is withdrawn when the next one is asked for.
        settled(browser, person);
      }
      clock.turn(Duration.ofSeconds(31));
      assertThat(asksToBeCalled(browser).status()).isEqualTo(429);
      assertThat(codesOf(person)).isEqualTo(5);
      GATEWAY.next(person.phone(), 2);
      assertThat(GATEWAY.to(person.phone())).hasSize(2);
    }

    /** An SMS lies there, a phone rings: a thief with the password must not wake its owner. */
    @Test
    void I05_ringsThreeTimesForNobodyAndThenNoMore() {
      People.Person person = people.bySms();
      Browser browser = atTheCode(person);
      for (int call = 0; call < 3; call++) {
        assertThat(asksToBeCalled(browser).status()).isEqualTo(302);
        GATEWAY.next(person.phone(), call + 1);
        clock.turn(Duration.ofSeconds(31));
      }
      assertThat(asksToBeCalled(browser).status()).isEqualTo(429);
      assertThat(browser.post("/login/code/resend").status()).isEqualTo(302);
      assertThat(GATEWAY.to(person.phone())).hasSize(3);
      clock.turn(Duration.ofHours(1));
      assertThat(asksToBeCalled(atTheCode(person)).status()).isEqualTo(302);
    }

    @Test
    void isNotPlacedWhenNobodyWaitsForItAnyMore() {
      People.Person person = people.bySms();
      asksToBeCalled(atTheCode(person));
      assertThat(
              jdbc.sql(
                      """
                      select cast(extract(epoch from m.expires_at - m.created_at) as bigint) from outbox m
                        join otp_code c on c.message_id = m.id
                       where c.account_id = :account and m.channel = 'voice'
                      """)
                  .param("account", person.id().value())
                  .query(Long.class)
                  .single())
          .isEqualTo(Duration.ofMinutes(2).toSeconds());
    }

    @Test
    void takesFromTheLimitsOfSms() {
      People.Person person = people.bySms();
      Browser browser = atTheCode(person);
      int before = used();
      asksToBeCalled(browser);
      assertThat(used()).isEqualTo(before + 5);
    }

    /** Of the destination, the prefix in an hour and a day, and all SMS in an hour and a day. */
    private int used() {
      return jdbc.sql(
              "select sum(used) from rate_limit where name like 'sms-%' or name = 'destination'")
          .query(Integer.class)
          .single();
    }

    @Test
    void I08_isPaidFromTheSameAmountOfADay() {
      clock.turn(Duration.ofDays(2));
      jdbc.sql(
              """
              insert into outbox (id, channel, destination, state, created_at, next_try_at, expires_at, ended_at,
                                  route, route_cost)
              values (gen_random_uuid(), 'voice', '', 'sent', :now, :now, :now, :now, 'first', :cost)
              """)
          .param("now", clock.instant())
          .param("cost", new BigDecimal("499.95"))
          .update();
      assertThat(outbox.delivery(put(Message.call("+32470000184", "Good morning."))))
          .isEqualTo(new Delivery.Failed("The amount that SMS may cost in a day is used up."));
      Message code = Message.call("+32470000184", "Good day.").withPriority(Priority.CODE);
      assertThat(outbox.delivery(put(code))).isInstanceOf(Delivery.HandedOver.class);
      assertThat(outbox.delivery(put(code))).isInstanceOf(Delivery.Failed.class);
      assertThat(
              outbox.delivery(put(Message.sms("+32470000184", "K7").withPriority(Priority.CODE))))
          .isInstanceOf(Delivery.Failed.class);
      assertThat(GATEWAY.to("+32470000184")).hasSize(1);
      clock.turn(Duration.ofDays(1));
    }

    @Test
    void costsOneCallHoweverLongItsText() {
      MessageId id = put(Message.call("+32470000185", "Good morning. ".repeat(50)));
      assertThat(
              jdbc.sql("select route_cost from outbox where id = :id")
                  .param("id", id.value())
                  .query(BigDecimal.class)
                  .single())
          .isEqualByComparingTo("0.10");
    }

    @Test
    void C08_goesToNoNumberThatGetsNoSms() {
      Delivery.Failed refused =
          new Delivery.Failed(
              "This number is not called, because its kind or its country is not served here.");
      for (String number :
          new String[] {"+3290212345", "+3225551212", "+3280012345", "+79123456789"}) {
        assertThat(outbox.delivery(put(Message.call(number, "K7")))).as(number).isEqualTo(refused);
        assertThat(GATEWAY.to(number)).isEmpty();
      }
    }

    @Test
    void isNotMadeForALockedAccount() {
      People.Person person = people.bySms();
      Browser browser = atTheCode(person);
      rows.update(
          "update account set locked_at = ? where id = ?",
          Timestamp.from(clock.instant()),
          person.id().value());
      asksToBeCalled(browser);
      assertThat(codesOf(person)).isEqualTo(1);
      assertThat(GATEWAY.to(person.phone())).isEmpty();
    }
  }

  private MessageId put(Message message) {
    MessageId id = Objects.requireNonNull(transaction.execute(status -> outbox.put(message)));
    await().until(() -> !(outbox.delivery(id) instanceof Delivery.OnItsWay));
    return id;
  }

  /** Neither an app nor a mailbox is called, although the account has a number. */
  @Test
  void C06_aStrongerMethodDoesNotBecomeACall() {
    People.Person person = people.bySms();
    rows.update("update account set method = 'email' where id = ?", person.id().value());
    Browser thief = new Browser(port);
    thief.signIn(person.username(), People.PASSWORD);
    Codes.next(person.email());
    clock.turn(Duration.ofSeconds(31));
    int before = codesOf(person);
    for (String path : new String[] {"/login/code", "/login/app", "/login/passkey"}) {
      thief.post(path + "/resend", "call", "yes");
    }
    assertThat(codesOf(person)).isEqualTo(before);
    assertThat(GATEWAY.to(person.phone())).isEmpty();
  }

  @Test
  void applicationsAreNotToldThatACodeCameBySms(@Autowired SecondFactors factors) {
    assertThat(factors.byMethod("sms").orElseThrow().references()).containsExactly("otp");
  }

  @Test
  void C04_theNumberOfACallIsNotTakenFromTheRequest() {
    People.Person person = people.bySms();
    Browser browser = atTheCode(person);
    String other = "+32479000001";
    browser.post("/login/code/resend", "call", other, "to", other, "phone", other);
    GATEWAY.next(person.phone(), 1);
    assertThat(GATEWAY.to(other)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CallStatus=busy, The line was busy.",
    "CallStatus=no-answer, Nobody answered the call.",
    "status=unanswered, Nobody answered the call.",
    "CallStatus=completed, The call to +32",
    "status=answered, The call to +32",
    "CallStatus=ringing, We are calling +32"
  })
  void whatAGatewayReportsOfACallIsShown(String report, String words) {
    People.Person person = people.bySms();
    Browser browser = atTheCode(person);
    asksToBeCalled(browser);
    settled(browser, person);
    Browser gateway = new Browser(port);
    String path = URI.create(GATEWAY.next(person.phone(), 1).receipts()).getPath();
    assertThat(gateway.get(path + "?" + report).status()).isEqualTo(200);
    assertThat(browser.get("/login/code").text()).contains(words);
  }

  @Test
  void C14_aReportOnACallNeedsTheAddressOfThatCall() {
    People.Person person = people.bySms();
    Browser browser = atTheCode(person);
    asksToBeCalled(browser);
    settled(browser, person);
    String path = URI.create(GATEWAY.next(person.phone(), 1).receipts()).getPath();
    String forged = path.replaceAll("/[^/]+$", "/" + "A".repeat(43)) + "?CallStatus=busy";
    assertThat(new Browser(port).get(forged).status()).isEqualTo(404);
    assertThat(browser.get("/login/code").text()).contains("We are calling");
  }
}
