package org.sallyport.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * Sallyport without its database: refuses requests with its own error page, and recovers when the
 * database is back.
 */
@SallyportTest
@ContextConfiguration(initializers = TestSettings.OnAWire.class)
@TestPropertySource(properties = "spring.datasource.hikari.connection-timeout=500")
class DatabaseAwayTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired HikariDataSource pool;

  /** Afterwards the database is back and every connection of the pool is new. */
  private void withoutDatabase(Runnable acts) {
    TestSettings.OnAWire.WIRE.cutDuring(acts);
    pool.getHikariPoolMXBean().softEvictConnections();
    assertThat(Poll.until(Duration.ofSeconds(20), this::isBack)).isTrue();
  }

  private boolean isBack() {
    try {
      return rows.count("account") >= 0;
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

  @Test
  void signInPageIsShownWithoutDatabase() {
    withoutDatabase(
        () -> {
          assertThat(new Browser(port).get("/login").status()).isEqualTo(200);
          assertThat(new Browser(port).get("/studies").location()).endsWith("/login");
        });
  }
}
