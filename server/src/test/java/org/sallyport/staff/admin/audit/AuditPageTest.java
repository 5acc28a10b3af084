package org.sallyport.staff.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditLog;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SallyportTest
class AuditPageTest {
  private static final Pattern OLDER = Pattern.compile("name=\"before\" value=\"([0-9_]+)\"");
  private static final String AUDIT = "/admin/audit";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired AuditLog log;
  @Autowired DailyReads reads;
  @Autowired Rows rows;
  @Autowired JsonMapper json;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;

  private Person owner;
  private Person admin;
  private Browser browser;

  @Test
  void everyKindOfEventHasWords() {
    assertThat(KindOption.all())
        .flatExtracting(KindOption::types)
        .allSatisfy(type -> assertThat(type.words()).doesNotContain(type.value(), "Event"));
  }

  @BeforeEach
  void anAdminIsSignedIn() {
    owner = people.byEmail();
    admin = people.admin();
    browser = Visitors.signedIn(admin, port);
    browser.get(AUDIT);
  }

  @Test
  void J10_whatStaffLookedUpIsToldTheAdminsOnceADay() {
    String desk = "desk." + System.nanoTime();
    Timestamp yesterday = Timestamp.from(clock.instant().minus(Duration.ofDays(1)));
    for (String details :
        List.of("\"what\": \"accounts\", \"hits\": 25", "\"what\": \"accounts\", \"hits\": 6")) {
      insert("SystemEvent.StaffSearched", yesterday, "{\"by\": \"" + desk + "\", " + details + "}");
    }
    String shown = "{\"by\": \"" + desk + "\", \"shown\": {\"value\": \"" + owner.id() + "\"}}";
    insert("SystemEvent.AccountOpened", yesterday, shown);
    insert("SystemEvent.AccountOpened", yesterday, shown);
    rows.update("delete from staff_reads_day");
    reads.count();
    reads.count();
    String told = "2 searches with 31 hits, 1 account opened, 0 looks at who sees what";
    assertThat(Inbox.next(admin.email(), mail -> mail.text().contains(desk)).text())
        .contains(desk + ": " + told);
    assertThat(Inbox.left(admin.email())).noneMatch(mail -> mail.text().contains(desk));
    rows.removeExpired("staff_reads_day", clock.instant());
    assertThat(rows.count("staff_reads_day")).as("kept for a month").isZero();
    assertThat(words(search("actor", desk, "kind", "SystemEvent.StaffSearched")))
        .contains("2 events, newest first", "Search by staff");
  }

  private void insert(String type, Timestamp at, String details) {
    rows.update(
        "insert into audit_event (at, type, address, browser, details) values (?, ?, '', '', ?::jsonb)",
        at,
        type,
        details);
  }

  @Nested
  class Search {
    @Test
    void findsWhatHappenedToAPersonAndIsRecorded() {
      record("called the desk");
      Browser.Page page = search("person", owner.username());
      assertThat(page.status()).isEqualTo(200);
      assertThat(words(page))
          .contains("1 event, newest first", "Lock: Unlocked", "by Dr Desk", owner.username());
      assertThat(
              rows.query(
                  """
                  select details #>> '{shown,value}' as shown, details #>> '{criteria,person}' as person
                    from audit_event where type = 'SystemEvent.AuditSearched' and details ->> 'by' = ?
                  """,
                  admin.username()))
          .containsExactly(Map.of("shown", owner.id().toString(), "person", owner.username()));
    }

    @Test
    void findsByStudyByActorAndByKind() {
      StudyUid study = new StudyUid("1.2.826.0.1.78." + System.nanoTime());
      transaction.executeWithoutResult(
          status ->
              log.record(
                  new StudyEvent.Opened(
                      owner.id(), new SignInId(owner.id().value()), study, "named"),
                  Origin.COMMAND_LINE));
      assertThat(words(search("study", study.value()))).contains("Study: Opened");
      record("x");
      assertThat(words(search("actor", "Dr Desk", "kind", "LockEvent.Unlocked")))
          .contains("Lock: Unlocked");
      assertThat(words(search("person", owner.username(), "kind", "StudyEvent")))
          .contains("1 event, newest first", "Study: Opened");
      assertThat(words(search("person", owner.username(), "until", "2001-01-01T00:00")))
          .contains("No events found");
    }

    @Test
    void isPagedByAHundred() {
      rows.update(
          """
          insert into audit_event (at, type, account_id, address, browser, details)
          select timestamptz '2026-11-24 08:00Z', 'StudyEvent.Searched', ?, 'a', 'b', '{"found": 1}' from generate_series(1, 101)
          """,
          owner.id().value());
      Browser.Page page = search("person", owner.username());
      assertThat(words(page)).contains("100 events on this page, newest first", "Older events");
      Matcher older = OLDER.matcher(page.body());
      assertThat(older.find()).isTrue();
      Browser.Page last =
          search("person", owner.username(), "before", Objects.requireNonNull(older.group(1)));
      assertThat(words(last))
          .contains("1 event on this page, newest first")
          .doesNotContain("Older events");
    }

    @ParameterizedTest
    @CsvSource({
      "person,nobody,No account has this username.",
      "patient,0000,The archive has no study of this patient.",
      "study,1.2.x,This is not a Study Instance UID.",
      "kind,Nothing,There is no such kind of event.",
      "from,yesterday,Enter a date and a time.",
      "until,2026-13-01T00:00,Enter a date and a time.",
      "from,+999999999-12-31T23:59,Enter a date and a time.",
      "until,-999999999-01-01T00:00,Enter a date and a time."
    })
    void saysWhatIsWrong(String field, String typed, String words) {
      Browser.Page page = search(field, typed);
      assertThat(page.status()).isEqualTo(422);
      assertThat(Jsoup.parse(page.body()).select("#" + field + "-error").text()).isEqualTo(words);
    }
  }

  @Test
  void oneEventIsShownWholeAndTheLookIsRecorded() {
    record("<b>called</b>");
    long id = lastEvent();
    Browser.Page page = browser.get(AUDIT + "/" + id);
    assertThat(words(page))
        .contains("Lock: Unlocked", "Dr Desk", "reason <b>called</b>", "LockEvent.Unlocked");
    assertThat(browser.get(AUDIT + "/999999999999").status()).isEqualTo(404);
    assertThat(
            rows.query(
                "select 1 from audit_event where details ->> 'by' = ? and details #>> '{criteria,event}' = ?",
                admin.username(),
                Long.toString(id)))
        .hasSize(1);
  }

  @Nested
  class Export {
    @Test
    void isCsvWithAllEventsAndIsRecorded() throws IOException {
      rows.update(
          """
          insert into audit_event (at, type, account_id, address, browser, details)
          select timestamptz '2026-11-24 08:00Z', 'StudyEvent.Searched', ?, 'a', '=cmd()', '{"found": 1}' from generate_series(1, 1203)
          """,
          owner.id().value());
      Browser.Page file = export("csv");
      assertThat(file.status()).isEqualTo(200);
      List<CSVRecord> lines = CSVFormat.RFC4180.parse(new StringReader(file.body())).getRecords();
      assertThat(lines).hasSize(1204);
      assertThat(lines.get(1)).contains(owner.username(), "'=cmd()");
      assertThat(exported())
          .containsExactly(Map.of("format", "csv", "events", "1203", "whole", "true"));
    }

    @Test
    void isJsonLineByLine() {
      record("called the desk");
      List<String> lines = export("json").body().lines().toList();
      assertThat(lines).hasSize(1);
      JsonNode event = json.readTree(lines.getFirst());
      assertThat(event.path("username").asString()).isEqualTo(owner.username());
      assertThat(event.path("actor").asString()).isEqualTo("Dr Desk");
      assertThat(event.path("details").path("reason").asString()).isEqualTo("called the desk");
    }
  }

  /** Readers who do not read, of which a node serves two at a time. */
  @Nested
  class Rule47_SlowExports {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    private static final int TURNS = 10;

    @BeforeEach
    void thereIsMoreThanABufferHolds() {
      rows.update(
          """
          insert into audit_event (at, type, account_id, address, browser, details)
          select timestamptz '2026-11-24 08:00Z', 'StudyEvent.Searched', ?, 'a', 'b', jsonb_build_object('x', repeat('x', 8000))
            from generate_series(1, 1200)
          """,
          owner.id().value());
    }

    @Test
    void leaveAPlaceToOtherAdmins() throws IOException {
      try (Socket first = begun();
          Socket second = begun()) {
        assertThat(first.getInputStream().read()).isPositive();
        assertThat(second.getInputStream().read()).isPositive();
        Browser.Page again = export("csv");
        assertThat(again.status()).isEqualTo(429);
        assertThat(again.text()).contains("An export of yours is running already");
        Person colleague = people.admin();
        Browser other = Visitors.signedIn(colleague, port);
        other.get(AUDIT);
        Browser.Page file =
            other.post(AUDIT + "/export", "person", colleague.username(), "format", "csv");
        assertThat(file.status()).isEqualTo(200);
      }
    }

    @Test
    void loseTheirPlaceAndAreRecordedAsIncomplete() throws IOException {
      try (Socket slow = begun()) {
        assertThat(slow.getInputStream().read()).isPositive();
        // Until the buffers of the connection are full, the client does not seem slow.
        for (int i = 0; i < TURNS && exported().isEmpty(); i++) {
          clock.turn(Duration.ofSeconds(35));
          Poll.until(BETWEEN_LOOKS, () -> !exported().isEmpty());
        }
        assertThat(exported())
            .singleElement()
            .satisfies(it -> assertThat(it).containsEntry("whole", "false"));
        assertThat(Poll.until(BETWEEN_LOOKS, () -> export("json").status() == 200)).isTrue();
      }
    }

    /** An export whose answer is not read any further than its first byte. */
    private Socket begun() throws IOException {
      browser.get(AUDIT);
      String form = browser.form("person", owner.username(), "format", "csv");
      Socket socket = new Socket();
      socket.setReceiveBufferSize(4096);
      socket.setSoTimeout(10_000);
      socket.connect(new InetSocketAddress("localhost", port));
      StringBuilder request = new StringBuilder("POST " + AUDIT + "/export HTTP/1.1\r\n");
      request.append("Host: localhost:" + port + "\r\n");
      request.append("Content-Type: application/x-www-form-urlencoded\r\n");
      request.append("Content-Length: " + form.length() + "\r\n");
      browser.request(AUDIT).build().headers().map().entrySet().stream()
          .map(it -> it.getKey() + ": " + it.getValue().getFirst() + "\r\n")
          .forEach(request::append);
      request.append("\r\n").append(form);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      return socket;
    }
  }

  @Test
  void isForAdminsOnly() {
    Browser other = Visitors.signedIn(owner, port);
    assertThat(other.get(AUDIT).status()).isEqualTo(403);
    assertThat(other.post(AUDIT + "/search", "person", owner.username()).status()).isEqualTo(403);
    assertThat(other.post(AUDIT + "/export", "format", "csv").status()).isEqualTo(403);
    assertThat(other.get(AUDIT + "/1").status()).isEqualTo(403);
  }

  private Browser.Page export(String format) {
    browser.get(AUDIT);
    return browser.post(AUDIT + "/export", "person", owner.username(), "format", format);
  }

  private List<Map<String, Object>> exported() {
    return rows
        .query(
            """
            select details ->> 'format' as format, details ->> 'events' as events, details ->> 'whole' as whole
              from audit_event where type = 'SystemEvent.AuditExported' and details ->> 'by' = ?
            """,
            admin.username())
        .stream()
        .map(Map::copyOf)
        .toList();
  }

  private Browser.Page search(String... fields) {
    browser.get(AUDIT);
    return browser.post(AUDIT + "/search", fields);
  }

  private void record(String reason) {
    transaction.executeWithoutResult(
        status ->
            log.record(
                new LockEvent.Unlocked(owner.id(), "Dr Desk", reason),
                new Origin("192.0.2.9", "Firefox 145 on Windows")));
  }

  private long lastEvent() {
    return Long.parseLong(
        String.valueOf(
            rows.query(
                    "select max(id) as id from audit_event where account_id = ?",
                    owner.id().value())
                .getFirst()
                .get("id")));
  }

  private static String words(Browser.Page page) {
    return Jsoup.parse(page.body()).text();
  }
}
