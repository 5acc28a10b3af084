package org.sallyport.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Numbers;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A request that waits too long for any row gets 429, not 500 (rule 13). */
@SallyportTest
@TestPropertySource(properties = "test.lock-wait=1s")
class BusyRowsTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired IndexedStudies indexed;
  @Autowired Rows rows;
  @Autowired DataSource database;
  @Autowired TurnableClock clock;
  @Autowired MeterRegistry meters;

  @Test
  void aCountOfWrongPasswords() throws Exception {
    Browser browser = new Browser(port);
    browser.get("/login");
    Browser.Page page =
        whileHeld("throttle", () -> browser.post("/login", "username", "busy", "password", "x"));
    assertIsAskedToComeAgain(page);
    assertThat(page.text())
        .contains("We are busy just now", "Wait 1 second,")
        .doesNotContain("Too many tries");
  }

  @Test
  void isCountedForOperators() throws Exception {
    Counter counter = meters.counter("sallyport.busy", "reason", "row");
    double before = counter.count();
    aWrongPassword();
    assertThat(counter.count()).isEqualTo(before + 1);
  }

  @Test
  void aWrongPassword() throws Exception {
    Browser browser = new Browser(port);
    browser.get("/login");
    assertIsAskedToComeAgain(
        whileHeld(
            "wrong_password", () -> browser.post("/login", "username", "busy", "password", "x")));
  }

  @Test
  void aCodeThatIsToBeSent() throws Exception {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.get("/login");
    assertIsAskedToComeAgain(
        whileHeld(
            "otp_code",
            () ->
                browser.post(
                    "/login", "username", person.username(), "password", People.PASSWORD)));
  }

  @Test
  void aChangeOfTheAccount() throws Exception {
    Browser browser = Visitors.signedIn(people.byEmail(), port);
    browser.get("/settings/account");
    assertIsAskedToComeAgain(
        whileHeld("account_change", () -> browser.post("/settings/begin", "change", "phone")));
  }

  @Test
  void aSecretOfAPhoneThatIsTried() throws Exception {
    Authenticator phone = new Authenticator(URI.create("http://localhost:" + port), clock);
    HttpResponse<String> answer =
        whileHeld("throttle", () -> phone.look("A".repeat(24)).response());
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void theNoteThatAStudyWasOpenedByDicomWeb() throws Exception {
    People.Person person = people.byEmail();
    TestStudy study = new TestStudy().requestedBy("RIZIV", numbers.give(person.id(), "RIZIV"));
    TestArchive.store(study);
    indexed.update();
    Browser browser = Visitors.signedIn(person, port);
    String path = "/dicom-web/studies/" + study.uid() + "/series";
    assertIsAskedToComeAgain(whileHeld("study_opened", () -> browser.get(path)));
    assertThat(browser.get(path).status()).isEqualTo(200);
    assertThat(rows.events(person.id(), "StudyEvent.Opened"))
        .as("what was refused for a moment is written down when it is given")
        .isEqualTo(1);
  }

  @Test
  void updatingTheLastUseOfASessionDoesNotBlock() throws Exception {
    People.Person person = people.byEmail();
    Browser browser = Visitors.signedIn(person, port);
    clock.turn(Duration.ofMinutes(2));
    try (Connection holder = database.getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select id from sign_in for update");
      assertThat(browser.get("/settings/account").status()).isEqualTo(200);
      holder.rollback();
    }
  }

  private <T> T whileHeld(String table, Callable<T> act) throws Exception {
    try (Connection holder = database.getConnection()) {
      holder.setAutoCommit(false);
      execute(holder, "lock table " + table + " in exclusive mode");
      T answer = act.call();
      holder.rollback();
      return answer;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertIsAskedToComeAgain(Browser.Page page) {
    assertThat(page.status()).isEqualTo(429);
    assertThat(page.header("Retry-After")).isEqualTo("1");
  }
}
