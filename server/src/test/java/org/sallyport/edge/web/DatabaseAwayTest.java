package org.sallyport.edge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.delivery.outbox.Node;
import org.sallyport.platform.database.SeparateTransactions;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * Sallyport without its database: refuses requests with its own error page, and recovers when the
 * database is back.
 */
@SallyportTest
@ContextConfiguration(initializers = TestSettings.OnAWire.class)
@TestPropertySource(
    properties = {
      "spring.datasource.hikari.connection-timeout=500",
      "spring.datasource.hikari.data-source-properties.socketTimeout=2"
    })
class DatabaseAwayTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired HikariDataSource pool;
  @Autowired MeterRegistry meters;
  @Autowired SeparateTransactions separate;
  @Autowired Node node;

  @Autowired
  @Qualifier("databaseHealthIndicator")
  HealthIndicator health;

  /** Afterwards the database is back and every connection of the pool is new. */
  private void withoutDatabase(Runnable acts) {
    TestSettings.OnAWire.WIRE.cutDuring(acts);
    pool.getHikariPoolMXBean().softEvictConnections();
    assertThat(Poll.until(Duration.ofSeconds(20), this::isBack)).isTrue();
  }

  private boolean isUp() {
    return Status.UP.equals(Objects.requireNonNull(health.health()).getStatus());
  }

  private boolean isBack() {
    try {
      return isUp() && rows.count("account") >= 0;
    } catch (DataAccessException e) {
      return false;
    }
  }

  private static void isShut(Browser.Page page) {
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.header("Retry-After")).isEqualTo("10");
    assertThat(page.header("Set-Cookie")).doesNotContain("__Host-sid");
    assertThat(page.text())
        .contains("We are busy just now")
        .doesNotContain("Exception", "PSQL", "Hikari", "Tomcat", "HTTP Status");
  }

  @Test
  void aRightPasswordGivesNoAccess() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.get("/login");
    withoutDatabase(
        () ->
            isShut(
                browser.post(
                    "/login", "username", person.username(), "password", People.PASSWORD)));
    assertThat(rows.count("sign_in where account_id = '" + person.id() + "'")).isZero();
  }

  @Test
  void aRightCodeGivesNoAccessAndIsStillValidAfterwards() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    String code = Codes.next(person.email());
    withoutDatabase(() -> isShut(browser.post("/login/code", "code", code)));
    assertThat(rows.wrongCodes(person.id())).isZero();
    assertThat(browser.post("/login/code", "code", code).location()).endsWith("/studies");
  }

  @Test
  void aSessionSeesNothingAndGoesOnAfterwards() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.email()));
    withoutDatabase(
        () -> {
          isShut(browser.get("/studies"));
          isShut(browser.get("/settings/account"));
          HttpRequest dicomWeb =
              browser.request("/dicom-web/studies").setHeader("Accept", "*/*").GET().build();
          Browser.Page answer = browser.send(dicomWeb);
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.body()).doesNotContain("Exception", "PSQL", "<html");
        });
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
  }

  /** After a failover, connections may still lead to the former primary. */
  @Nested
  class OnAServerThatTakesNoChanges {
    private static void onEach(HikariDataSource pool, String statement) {
      List<Connection> all = new ArrayList<>();
      try {
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
          all.add(pool.getConnection());
        }
        for (Connection connection : all) {
          connection.createStatement().execute(statement);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      } finally {
        all.forEach(connection -> JdbcUtils.closeConnection(connection));
      }
    }

    @Test
    void oneRequestIsAskedToWaitAndReplacesAllConnections() {
      People.Person person = people.byEmail();
      Browser browser = new Browser(port);
      browser.get("/login");
      onEach(pool, "set session characteristics as transaction read only");
      isShut(browser.post("/login", "username", person.username(), "password", People.PASSWORD));
      // A new connection may take longer than a request waits for it.
      assertThat(Poll.until(Duration.ofSeconds(20), DatabaseAwayTest.this::isBack)).isTrue();
      assertThat(browser.signIn(person.username(), People.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void theServerIsNotReady() {
      separate.run(
          () -> {
            separate.jdbc().sql("set session characteristics as transaction read only").update();
            return 0;
          });
      assertThat(isUp()).isFalse();
      assertThat(Poll.until(Duration.ofSeconds(20), DatabaseAwayTest.this::isUp)).isTrue();
    }
  }

  /** The machine of the database has died: its connections stay open, and nothing arrives. */
  @Nested
  class OnConnectionsWithoutAnswers {
    private static final Duration LONG = Duration.ofSeconds(15);

    @Test
    void everyStatementEnds() throws SQLException {
      node.mark((jdbc, number) -> number);
      try (Connection held = pool.getConnection()) {
        ends(() -> separate.run(() -> endsInSilence(held)));
      }
      assertThat(Poll.until(LONG, DatabaseAwayTest.this::isBack)).isTrue();
    }

    /** On connections that are in use when it begins: idle ones are tried before they are used. */
    private int endsInSilence(Connection held) {
      TestSettings.OnAWire.WIRE.silentDuring(
          () ->
              assertTimeoutPreemptively(
                  LONG,
                  () -> {
                    ends(() -> held.createStatement().execute("select 1"));
                    ends(() -> node.mark((jdbc, number) -> jdbc.sql("select 1").update()));
                  }));
      return separate.jdbc().sql("select 1").query(Integer.class).single();
    }

    private static void ends(ThrowableAssert.ThrowingCallable statement) {
      assertThatThrownBy(statement)
          .isInstanceOfAny(SQLException.class, NestedRuntimeException.class);
    }
  }

  @Test
  void statementsAreNotCompiled() {
    assertThat(rows.query("select current_setting('jit') as jit"))
        .containsExactly(Map.of("jit", "off"));
  }

  @Nested
  class WhileAllConnectionsAreInUse {
    private void inUse(Runnable acts) {
      List<Connection> all = new ArrayList<>();
      try {
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
          all.add(pool.getConnection());
        }
        acts.run();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      } finally {
        all.forEach(connection -> JdbcUtils.closeConnection(connection));
      }
    }

    private static void isAskedToWait(Browser.Page page) {
      assertThat(page.status()).isEqualTo(503);
      assertThat(page.header("Retry-After")).isEqualTo("5");
      isOurs(page);
      assertThat(page.text()).contains("We are busy just now", "Wait 5 seconds");
    }

    private static void isOurs(Browser.Page page) {
      assertThat(page.text()).doesNotContain("Exception", "Hikari", "Tomcat", "HTTP Status");
      assertThat(page.body()).contains("class=\"gate__lead\"");
    }

    @Test
    void aRequestWaitsForABoundedTimeAndIsToldSo() {
      People.Person person = people.byEmail();
      Browser browser = Visitors.signedIn(person, port);
      Browser stranger = new Browser(port);
      stranger.get("/login");
      double before = counter().count();
      inUse(
          () -> {
            isAskedToWait(browser.get("/studies"));
            isAskedToWait(
                stranger.post(
                    "/login", "username", person.username(), "password", People.PASSWORD));
          });
      assertThat(counter().count()).isEqualTo(before + 2);
      assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    }

    private Counter counter() {
      return meters.counter("sallyport.busy", "reason", "connections");
    }

    @Test
    void theServerStaysReady() {
      inUse(() -> assertThat(isUp()).isTrue());
    }

    @Test
    void errorPagesNeedNeitherAConnectionNorAFormToken() {
      Browser browser = Visitors.signedIn(people.byEmail(), port);
      inUse(
          () -> {
            Browser.Page page = postWithoutToken(new Browser(port), "/login");
            assertThat(page.status()).isEqualTo(403);
            isOurs(page);
            isAskedToWait(postWithoutToken(browser, "/settings/begin"));
          });
    }

    private static Browser.Page postWithoutToken(Browser browser, String path) {
      return browser.send(
          browser
              .request(path)
              .setHeader("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString("_csrf=none"))
              .build());
    }
  }

  @Test
  void signInPageIsShownWithoutDatabase() {
    withoutDatabase(
        () -> {
          assertThat(new Browser(port).get("/login").status()).isEqualTo(200);
          assertThat(new Browser(port).get("/studies").location()).endsWith("/login");
        });
  }
}
