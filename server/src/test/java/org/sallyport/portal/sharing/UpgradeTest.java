package org.sallyport.portal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.Sallyport;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.crypto.ResealJob;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestClock;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.database.UsedDatabase;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** This version, started on the database of a version before it (rule 62). */
@SpringBootTest(
    classes = Sallyport.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = SallyportTest.NO_HOOK)
@ContextConfiguration(initializers = TestSettings.OnUsedDatabase.class)
@Import({TestClock.class, Rows.class})
class UpgradeTest {
  /** When the last of what the database holds was done. */
  private static final Instant LEFT = Instant.parse("2026-11-24T09:00:00Z");

  private static final TestStudy STUDY =
      new TestStudy(new StudyUid("1.2.826.0.1.3680043.10.1771.900.1"));
  private static final Person OWNER = person("4b9534bb-e916-45b8-b89a-c0fc7ffefedb", "person9501");
  private static final Person READER = person("e8a2a47a-3b0a-4102-a874-ba07e1c177be", "person9502");
  private static final String GUEST = "kept.guest@elsewhere.example";
  private static final String LINK = "/shared/GVQUmSNs_BsxJU7WBUNfRJAy7IhpsfdNF-CFINasuQk";

  /** Rows of the database whose mark is a copy of another row's: none can be decrypted. */
  private static final int COPIED_MARKS = 4;

  /** A table in which the start itself writes rows, as in those that follow the archive. */
  private static final String HISTORY = "flyway_schema_history";

  private static final Map<String, Long> AFTER = new TreeMap<>();

  @LocalServerPort int port;
  @Autowired TurnableClock clock;
  @Autowired Rows rows;
  @Autowired AuditChain chain;
  @Autowired IndexedStudies indexed;
  @Autowired ResealJob reseal;
  @Autowired MeterRegistry meters;

  private static Person person(String id, String name) {
    return new Person(new AccountId(UUID.fromString(id)), name, name + "@practice.example", "");
  }

  /** Before the start: an owner who loses a study loses its shares for good. */
  @BeforeAll
  static void store() {
    TestArchive.store(STUDY.requestedBy("RIZIV", "780101"));
  }

  @BeforeEach
  void afterTheStart() {
    if (AFTER.isEmpty()) {
      rows.query("select tablename as name from pg_tables where schemaname = 'public'")
          .forEach(
              table ->
                  AFTER.put(
                      String.valueOf(table.get("name")),
                      rows.count(String.valueOf(table.get("name")))));
      indexed.update();
    }
    clock.set(LEFT.plus(Duration.ofHours(1)));
  }

  @Test
  void Rule62_noRowIsLost() {
    Map<String, Long> before = new TreeMap<>(TestSettings.OnUsedDatabase.BEFORE);
    assertThat(before.remove(HISTORY)).isEqualTo(50);
    before.keySet().removeAll(Set.of("study_index", "study_person"));
    before.computeIfPresent("directory_sync", UsedDatabase.WITHOUT_SCIM);
    assertThat(before.values()).filteredOn(it -> it > 0).hasSizeGreaterThan(60);
    assertThat(AFTER).containsAllEntriesOf(before);
    assertThat(chain.firstBroken()).isEmpty();
  }

  @Test
  void Rule62_valuesOfTheFirstFormatAreEncryptedAnew() {
    reseal.run();
    assertThat(meters.get("sallyport.reseal.values").tag("table", "image_mark").counter().count())
        .isPositive();
    assertThat(meters.get("sallyport.reseal.first.format").gauges())
        .hasSizeGreaterThan(6)
        .allSatisfy(
            it ->
                assertThat(it.value())
                    .as(it.getId().toString())
                    .isEqualTo("image_mark".equals(it.getId().getTag("table")) ? COPIED_MARKS : 0));
    Rule62_sharesAndMarksOpen();
  }

  @Test
  void Rule62_sharesAndMarksOpen() {
    Browser owner = Visitors.signedIn(OWNER, port);
    assertThat(owner.get("/studies/shared").text()).contains(GUEST);
    assertThat(marks(owner, "")).contains("node 4R");
    assertThat(marks(Visitors.signedIn(READER, port), "/shared")).contains("node 4R");
    Browser guest = new Browser(port);
    guest.follow(guest.get(LINK));
    assertThat(guest.post("/shared").location()).isEqualTo("/shared/code");
    guest.get("/shared/code");
    assertThat(guest.post("/shared/code", "code", Codes.next(GUEST)).location())
        .isEqualTo("/shared/studies");
    assertThat(guest.get("/shared/studies").text()).contains("CT thorax");
  }

  private static String marks(Browser browser, String path) {
    return browser
        .send(
            browser
                .request("/studies/" + STUDY.uid() + "/marks" + path)
                .setHeader("Accept", "*/*")
                .header("Sec-Fetch-Mode", "cors")
                .header("Sec-Fetch-Site", "same-origin")
                .GET()
                .build())
        .body();
  }
}
