package org.sallyport.gate.delivery.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.routes.RouteReport;
import org.sallyport.gate.delivery.routes.RouteReports;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.ServerKeys;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Several routes of a whole server, each a gateway on loopback. */
@SallyportTest
class SmsRoutesTest {
  private static final HttpServer GATEWAYS = gateways();
  private static final HttpsServer UNTRUSTED = untrusted();
  private static final Map<String, Integer> ANSWERS = new ConcurrentHashMap<>();
  private static final List<String> TAKEN = new CopyOnWriteArrayList<>();

  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired RouteReports reports;
  @Autowired People people;

  private static HttpServer gateways() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", SmsRoutesTest::take);
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A gateway with a certificate that nobody vouches for. */
  private static HttpsServer untrusted() {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SSLContext keys = ServerKeys.serving(ServerKeys.of("ip:127.0.0.1"));
      server.setHttpsConfigurator(new HttpsConfigurator(keys));
      server.createContext("/", SmsRoutesTest::take);
      server.start();
      return server;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void take(HttpExchange exchange) throws IOException {
    String route = exchange.getRequestURI().getPath().substring(1);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    TAKEN.add(route + " " + body);
    int status = ANSWERS.getOrDefault(route, 202);
    if (status != 0) {
      exchange.sendResponseHeaders(status, -1);
    }
    exchange.close();
  }

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry settings) {
    for (String route : List.of("belgian", "cheap", "dear")) {
      String prefix = "sallyport.sms.routes." + route + ".";
      settings.add(
          prefix + "http.url",
          () -> "http://127.0.0.1:" + GATEWAYS.getAddress().getPort() + "/" + route);
      settings.add(prefix + "http.template", () -> "{to}|{text}");
      settings.add(prefix + "price", () -> route.equals("cheap") ? "0.05" : "0.09");
    }
    settings.add("sallyport.sms.routes.belgian.countries", () -> "BE");
    settings.add(
        "sallyport.sms.routes.untrusted.http.url",
        () -> "https://127.0.0.1:" + UNTRUSTED.getAddress().getPort() + "/untrusted");
    settings.add("sallyport.sms.routes.untrusted.http.template", () -> "{to}|{text}");
    settings.add("sallyport.sms.routes.untrusted.countries", () -> "DE");
    settings.add("sallyport.sms.routes.untrusted.price", () -> "0.01");
    settings.add("sallyport.sms.http.price", () -> "1");
    settings.add("sallyport.sms.spend-a-day", () -> "50");
  }

  @BeforeEach
  void begin() {
    ANSWERS.clear();
    TAKEN.clear();
    clock.turn(Duration.ofHours(1));
  }

  private MessageId send(String to) {
    return send(Message.sms(to, "Good morning."));
  }

  private MessageId send(Message message) {
    MessageId id = Objects.requireNonNull(transaction.execute(status -> outbox.put(message)));
    await().until(() -> !(outbox.delivery(id) instanceof Delivery.OnItsWay));
    return id;
  }

  private String routeOf(MessageId id) {
    return jdbc.sql("select route || ' ' || routes_before from outbox where id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  @Test
  void aMessageLeavesByTheRouteOfItsCountry() {
    assertThat(routeOf(send("+32470000184"))).isEqualTo("belgian 0");
    assertThat(routeOf(send("+31612345678"))).isEqualTo("cheap 0");
    assertThat(TAKEN)
        .containsExactly("belgian +32470000184|Good morning.", "cheap +31612345678|Good morning.");
  }

  @Test
  void aGatewayWithACertificateThatNobodyVouchesForGetsNothing() {
    assertThat(routeOf(send("+4915112345678"))).isEqualTo("cheap 1");
    assertThat(TAKEN).containsExactly("cheap +4915112345678|Good morning.");
  }

  @Test
  void theNextRouteTakesOverAndItIsShownAndTold() {
    People.Person admin = people.add("email", true, true, "admin");
    ANSWERS.put("belgian", 503);
    MessageId id = send("+32470000184");
    assertThat(outbox.delivery(id)).isInstanceOf(Delivery.HandedOver.class);
    assertThat(routeOf(id)).isEqualTo("cheap 1");
    send("+32470000184");
    assertThat(Inbox.next(admin.email()).text())
        .contains(
            "Others take its messages", "belgian", "The SMS gateway refused the message (503).")
        .doesNotContain("470000184");
    TAKEN.clear();
    send("+32470000184");
    assertThat(TAKEN).containsExactly("cheap +32470000184|Good morning.");
    assertThat(report("belgian").failingSince()).isNotNull();
    assertThat(report("cheap").takenOver()).isGreaterThanOrEqualTo(2);
    assertThat(Inbox.left(admin.email())).isEmpty();
    ANSWERS.clear();
    clock.turn(Duration.ofMinutes(1));
    assertThat(routeOf(send("+32470000184"))).isEqualTo("belgian 0");
    assertThat(report("belgian").failingSince()).isNull();
  }

  @Test
  void I08_whatSmsMayCostInADayIsNotExceededAndCodesComeLast() {
    clock.turn(Duration.ofDays(2));
    spend("44.99");
    assertThat(outbox.delivery(send("+31612345678"))).isInstanceOf(Delivery.HandedOver.class);
    assertThat(outbox.delivery(send("+31612345678")))
        .isEqualTo(new Delivery.Failed("The amount that SMS may cost in a day is used up."));
    Message code = Message.sms("+31612345678", "K7").withPriority(Priority.CODE);
    assertThat(outbox.delivery(send(code))).isInstanceOf(Delivery.HandedOver.class);
    spend("7", "failed");
    assertThat(outbox.delivery(send(code))).isInstanceOf(Delivery.HandedOver.class);
    spend("5", "unknown");
    assertThat(outbox.delivery(send(code))).isInstanceOf(Delivery.Failed.class);
    assertThat(TAKEN).hasSize(3);
    clock.turn(Duration.ofDays(1));
    assertThat(outbox.delivery(send(code))).isInstanceOf(Delivery.HandedOver.class);
  }

  @Test
  void I08_theAdminsAreToldOnceADayThatMostIsUsed() {
    People.Person admin = people.add("email", true, true, "admin");
    clock.turn(Duration.ofDays(4));
    spend("39.99");
    long before = mails();
    send("+31612345678");
    assertThat(mails()).isEqualTo(before);
    send("+31612345678");
    assertThat(Inbox.next(admin.email()).text())
        .contains("Four fifths of the amount", "40.04 of 50.00");
    long mails = mails();
    send("+31612345678");
    assertThat(mails()).isEqualTo(mails);
    clock.turn(Duration.ofDays(1));
    spend("41");
    send("+31612345678");
    assertThat(Inbox.next(admin.email()).text()).contains("41.00 of 50.00");
  }

  @Test
  void C08_noSmsLeavesToANumberOfAService() {
    Delivery.Failed refused =
        new Delivery.Failed(
            "No SMS is sent to this number, because its kind or its country is not served here.");
    assertThat(outbox.delivery(send("+3290212345"))).as("premium rate").isEqualTo(refused);
    assertThat(outbox.delivery(send("+3225551212"))).as("a landline").isEqualTo(refused);
    assertThat(outbox.delivery(send("+79123456789"))).as("a country").isEqualTo(refused);
    assertThat(TAKEN).isEmpty();
  }

  /** How many mails were ever put into the outbox: those of a warning, before its SMS leaves. */
  private long mails() {
    return jdbc.sql("select count(*) from outbox where channel = 'email'")
        .query(Long.class)
        .single();
  }

  /** A message of today that cost so much. */
  private void spend(String amount) {
    spend(amount, "sent");
  }

  private void spend(String amount, String state) {
    jdbc.sql(
            """
            insert into outbox (id, channel, destination, state, created_at, next_try_at, expires_at, ended_at,
                                route, route_cost)
            values (gen_random_uuid(), 'sms', '', :state, :now, :now, :now, :now, 'cheap', :cost)
            """)
        .param("state", state)
        .param("now", clock.instant())
        .param("cost", new BigDecimal(amount))
        .update();
  }

  private RouteReport report(String route) {
    return reports.ofLate().stream()
        .filter(it -> it.name().equals(route))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anUnclearEndIsNotSentByAnotherRoute() {
    ANSWERS.put("cheap", 0);
    MessageId id = send("+31612345678");
    assertThat(outbox.delivery(id)).isInstanceOf(Delivery.Unknown.class);
    assertThat(routeOf(id)).isEqualTo("cheap 0");
    clock.turn(Duration.ofMinutes(5));
    assertThat(TAKEN).hasSize(1);
  }
}
