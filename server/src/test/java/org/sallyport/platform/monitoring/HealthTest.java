package org.sallyport.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.archive.TestArchive;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** Health by dependency: what is missed is seen, and only the database decides readiness. */
@SallyportTest
@ContextConfiguration(initializers = TestSettings.OnAWire.class)
@TestPropertySource(properties = "spring.datasource.hikari.connection-timeout=500")
class HealthTest {
  private static final StudyUid STUDY = StudyUid.parse("1.2.826.0.1.3680043.8.498.1").orElseThrow();

  @LocalManagementPort int management;
  @Autowired TurnableClock clock;
  @Autowired Archive archive;
  @Autowired HikariDataSource pool;

  @BeforeEach
  void theArchiveAnswers() {
    TestArchive.start();
    assertThat(Poll.until(Duration.ofSeconds(15), () -> !archiveIsAway())).isTrue();
  }

  private Browser.Page health(String group) {
    Browser watcher = new Browser(management);
    return watcher.send(
        watcher
            .request("/actuator/health" + group)
            .setHeader("Accept", "application/json")
            .build());
  }

  private void isUp(String group) {
    Browser.Page page = health(group);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).contains("\"status\":\"UP\"").doesNotContain("DEGRADED", "DOWN");
  }

  private static void tellsNoSecret(Browser.Page page) {
    assertThat(page.body())
        .doesNotContain("PostgreSQL", "jdbc", "Exception", "127.0.0.1", "localhost", "http")
        .doesNotContainPattern("\\d{4,5}[/\"]")
        .doesNotContain(TestSettings.KEY);
  }

  @Test
  void allIsWell() {
    isUp("/liveness");
    isUp("/readiness");
    Browser.Page all = health("");
    assertThat(all.status()).isEqualTo(200);
    assertThat(all.body()).contains("archive", "database", "mail", "sms", "push");
    tellsNoSecret(all);
  }

  @Test
  void aDeadArchiveIsSeenAndTheNodeStaysReady() {
    TestArchive.wire()
        .cutDuring(
            () -> {
              assertThat(Poll.until(Duration.ofSeconds(10), this::archiveIsAway)).isTrue();
              Browser.Page all = health("");
              assertThat(all.status()).isEqualTo(200);
              assertThat(all.body())
                  .contains("\"failing-since\":\"2026-", "\"status\":\"DEGRADED\"");
              tellsNoSecret(all);
              isUp("/readiness");
              isUp("/liveness");
              assertThat(up("archive")).isZero();
            });
    assertThat(Poll.until(Duration.ofSeconds(10), () -> !archiveIsAway())).isTrue();
    assertThat(up("archive")).isEqualTo(1);
  }

  private boolean archiveIsAway() {
    try {
      archive.studies(List.of(STUDY));
      return false;
    } catch (ArchiveUnreachable e) {
      return true;
    }
  }

  @Test
  void withoutDatabaseTheNodeIsAliveAndNotReady() {
    TestSettings.OnAWire.WIRE.cutDuring(
        () -> {
          Browser.Page ready = health("/readiness");
          assertThat(ready.status()).isEqualTo(503);
          assertThat(ready.body()).contains("\"status\":\"DOWN\"");
          tellsNoSecret(ready);
          assertThat(health("").status()).isEqualTo(503);
          isUp("/liveness");
          clock.turn(CachedReading.TTL);
          assertThat(up("database")).isZero();
          assertThat(Scrape.of(management).sum("sallyport_outbox_waiting")).isNaN();
        });
    pool.getHikariPoolMXBean().softEvictConnections();
    assertThat(Poll.until(Duration.ofSeconds(20), () -> health("/readiness").status() == 200))
        .isTrue();
  }

  private double up(String dependency) {
    return Scrape.of(management).sum("sallyport_dependency_up", "dependency", dependency);
  }
}
