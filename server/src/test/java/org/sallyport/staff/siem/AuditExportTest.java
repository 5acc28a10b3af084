package org.sallyport.staff.siem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.audit.AuditLog;
import org.sallyport.platform.audit.search.AuditSearch;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.installation.Installation;
import org.sallyport.staff.siem.syslog.SyslogProperties;
import org.sallyport.staff.siem.syslog.SyslogProperties.Format;
import org.sallyport.staff.siem.syslog.SyslogReceiver;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The export to Debian's rsyslog, as docs/siem.md sets it up. In a separate application: what
 * happens late after other tests must not be among the events that are exported.
 */
@Tag("slow")
@TestPropertySource(properties = "apart=export")
@SallyportTest
class AuditExportTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path folder;
  @Autowired AuditSearch search;
  @Autowired AuditChain chain;
  @Autowired AuditLog log;
  @Autowired List<AuditMessages> formats;
  @Autowired ExportMetrics metrics;
  @Autowired SiemHealth health;
  @Autowired MeterRegistry meters;
  @Autowired Installation installation;
  @Autowired DomainEvents events;
  @Autowired RandomValues random;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;
  @Autowired Rows rows;
  @Autowired People people;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;

  private @Nullable Rsyslog opened;
  private long begin;

  @BeforeEach
  void beginsHere() {
    link();
    rows.update("delete from audit_export");
    ExportCursor cursor = cursor();
    cursor.begin();
    begin = cursor.state().orElseThrow().sent();
  }

  @AfterEach
  void close() throws InterruptedException {
    if (opened != null) {
      opened.close();
    }
    rows.update("delete from audit_export");
  }

  @Test
  void everyEventArrivesInOrderWithItsNumberAndHash() throws Exception {
    Rsyslog siem = started();
    AuditExport export = export(siem, Format.JSON);
    record(2_500);
    export.run();
    assertThat(arrive(siem, begin + 2_500)).isTrue();
    assertThat(numbers(siem)).containsExactlyElementsOf(range(begin + 1, begin + 2_500));
    JsonNode last = json.readTree(lines(siem).getLast());
    assertThat(last.path("hash").asString())
        .isEqualTo(search.linked(begin + 2_499, 1).getFirst().hash());
    assertThat(last.path("type").asString()).isEqualTo("SystemEvent.CodesSprayed");
    assertThat(last.path("outcome").asString()).isEqualTo("alert");
  }

  @Test
  void lineBreaksControlCharactersAllScriptsAnd64KilobytesArriveWhole() throws Exception {
    Rsyslog siem = started();
    String hostile = "a\nb\r\nc\td\u0001\u001b[2J\u007f\u0085é漢\uD83D\uDE00\u2028\u202e\"\\<&>'";
    for (String browser : List.of(hostile, "x".repeat(64 * 1024), hostile.repeat(500))) {
      rows.update(
          """
          insert into audit_event (at, type, address, browser, details)
          values (now(), 'SystemEvent.CodesSprayed', 'local', ?, jsonb_build_object('reason', left(?, 100)))
          """,
          browser,
          browser);
    }
    link();
    export(siem, Format.JSON).run();
    assertThat(arrive(siem, begin + 3)).isTrue();
    List<JsonNode> read = lines(siem).stream().map(json::readTree).toList();
    assertThat(read).extracting(it -> it.path("browser").asString()).first().isEqualTo(hostile);
    assertThat(read.get(1).path("browser").asString()).hasSize(64 * 1024);
    assertThat(read.get(2).path("browser").asString()).isEqualTo(hostile.repeat(500));
    assertThat(read.getFirst().path("details").path("reason").asString()).isEqualTo(hostile);
  }

  @Test
  void dicomAuditMessagesArriveAsXml() throws Exception {
    Rsyslog siem = started();
    record(3);
    export(siem, Format.DICOM).run();
    assertThat(Poll.until(TIMEOUT, () -> lines(siem).size() == 3)).isTrue();
    assertThat(lines(siem)).allMatch(line -> line.contains("<AuditMessage><EventIdentification "));
  }

  @Test
  @Tag("long")
  void aReceiverThatStopsUnderLoadLosesNothingAndBlocksNobody() throws Exception {
    Rsyslog siem = started();
    AuditExport export = export(siem, impatient(siem));
    AtomicBoolean goOn = new AtomicBoolean(true);
    AtomicLong slowest = new AtomicLong();
    AtomicLong recorded = new AtomicLong();
    try (ExecutorService work = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running =
          List.of(
              work.submit(
                  () -> whileOn(goOn, 5, () -> slowest.accumulateAndGet(act(recorded), Math::max))),
              work.submit(() -> whileOn(goOn, 200, chain::link)),
              work.submit(() -> whileOn(goOn, 50, export::run)));
      for (int round = 0; round < 3; round++) {
        Thread.sleep(1_500);
        siem.stop();
        Thread.sleep(1_500);
        siem.start();
      }
      Thread.sleep(1_000);
      siem.signal("STOP");
      Thread.sleep(3_000);
      siem.signal("CONT");
      goOn.set(false);
      for (Future<?> one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
    }
    link();
    long last = begin + recorded.get();
    AuditExport again = export(siem, Format.JSON);
    assertThat(
            Poll.until(
                TIMEOUT,
                () -> {
                  again.run();
                  return arrive(siem, last);
                }))
        .isTrue();
    List<Long> numbers = numbers(siem);
    assertThat(new LinkedHashSet<>(numbers)).containsExactlyElementsOf(range(begin + 1, last));
    assertThat(Duration.ofNanos(slowest.get())).isLessThan(Duration.ofSeconds(10));
    assertThat(recorded.get()).isGreaterThan(100);
  }

  @Test
  void aReceiverThatTakesNothingEndsTheBatchAndIsTriedLater() throws Exception {
    Rsyslog siem = started();
    siem.signal("STOP");
    record(1);
    long start = System.nanoTime();
    export(siem, impatient(siem)).run();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(cursor().state().orElseThrow().failingSince()).isNotNull();
    siem.signal("CONT");
    export(siem, Format.JSON).run();
    assertThat(arrive(siem, begin + 1)).isTrue();
    assertThat(cursor().state().orElseThrow().failingSince()).isNull();
  }

  @Test
  void aReceiverWhoseCertificateIsNotTrustedGetsNothing() throws Exception {
    Rsyslog siem = started();
    record(1);
    export(siem, settings(siem, "localhost", Format.JSON, null)).run();
    assertThat(cursor().state().orElseThrow().failingSince()).isNotNull();
    export(siem, settings(siem, "127.0.0.1", Format.JSON, siem.authority())).run();
    assertThat(cursor().state().orElseThrow().sent()).isEqualTo(begin);
    assertThat(lines(siem)).isEmpty();
  }

  @Test
  void anAuthorityThatCannotBeReadAnyMoreIsAFailureLikeOthers() throws Exception {
    Rsyslog siem = started();
    Path authority = Files.copy(siem.authority(), folder.resolve("changed.pem"));
    AuditExport export = export(siem, settings(siem, "localhost", Format.JSON, authority));
    record(1);
    export.run();
    assertThat(arrive(siem, begin + 1)).isTrue();
    Files.writeString(authority, "junk");
    record(1);
    export.run();
    assertThat(cursor().state().orElseThrow().failingSince()).isNotNull();
    assertThat(numbers(siem)).doesNotContain(begin + 2);
    // While it ends a connection that broke in its handshake, rsyslog may lose what another brings.
    siem.stop();
    siem.start();
    assertThat(Poll.until(TIMEOUT, () -> isExported(siem, begin + 2)))
        .as("%s", siem.output())
        .isTrue();
    assertThat(cursor().state().orElseThrow().failingSince()).isNull();
  }

  @Test
  void aReceiverCanAskForACertificate() throws Exception {
    Rsyslog siem =
        Rsyslog.in(
            folder, "authMode=\"anon\"", "authMode=\"x509/name\" permittedPeer=\"localhost\"");
    opened = siem;
    siem.start();
    record(1);
    export(siem, Format.JSON).run();
    assertThat(cursor().state().orElseThrow().sent()).isEqualTo(begin);
    SyslogProperties with =
        new SyslogProperties(
            "localhost",
            siem.port(),
            true,
            Format.JSON,
            siem.authority(),
            folder.resolve("siem.pem"),
            folder.resolve("siem.key"),
            1_000,
            Duration.ofSeconds(15),
            Duration.ofMinutes(5));
    export(siem, with).run();
    assertThat(arrive(siem, begin + 1)).isTrue();
  }

  @Test
  void oneNodeAtATimeSendsAndAnotherGoesOnIfItDies() {
    ExportCursor one = cursor();
    ExportCursor other = cursor();
    Duration longest = Duration.ofSeconds(30);
    assertThat(one.take(longest)).contains(begin);
    assertThat(other.take(longest)).isEmpty();
    other.confirm(begin, begin + 9);
    assertThat(one.take(longest)).as("not moved by another node").contains(begin);
    clock.turn(longest.multipliedBy(2).plusMillis(1));
    assertThat(other.take(longest)).contains(begin);
    one.confirm(begin, begin + 9);
    assertThat(other.take(longest)).contains(begin);
  }

  @Test
  void afterAFailureTheLastBatchIsSentAgain() {
    ExportCursor one = cursor();
    one.take(Duration.ofSeconds(30));
    one.confirm(begin, begin + 10);
    one.confirm(begin + 10, begin + 20);
    one.failed();
    assertThat(one.take(Duration.ofSeconds(30))).contains(begin + 10);
    one.failed();
    assertThat(one.take(Duration.ofSeconds(30))).contains(begin + 10);
  }

  @Test
  void aStoppedReceiverIsSeenInHealthAndTellsTheAdminsOnce() throws Exception {
    Person admin = people.admin();
    Rsyslog siem = started();
    AuditExport export = export(siem, Format.JSON);
    siem.stop();
    record(2);
    export.run();
    export.run();
    assertThat(health.failingSince()).isPresent();
    assertThat(meters.get("sallyport.audit.export.waiting").gauge().value()).isEqualTo(2);
    assertThat(told()).isZero();
    clock.turn(Duration.ofMinutes(5));
    export.run();
    export.run();
    assertThat(told()).isOne();
    assertThat(Poll.until(TIMEOUT, () -> Inbox.left(admin.email()).size() == 1)).isTrue();
    siem.start();
    export(siem, Format.JSON).run();
    link();
    export(siem, Format.JSON).run();
    assertThat(arrive(siem, begin + 4)).isTrue();
    assertThat(lines(siem))
        .anyMatch(line -> line.contains("SystemEvent.AuditExportStopped"))
        .anyMatch(line -> line.contains("SystemEvent.AuditExportResumed"));
    export(siem, Format.JSON).run();
    assertThat(health.failingSince()).isEmpty();
    assertThat(meters.get("sallyport.audit.export.waiting").gauge().value()).isZero();
  }

  private Rsyslog started() throws Exception {
    Rsyslog siem = Rsyslog.in(folder);
    opened = siem;
    siem.start();
    return siem;
  }

  private AuditExport export(Rsyslog siem, Format format) {
    return export(siem, settings(siem, "localhost", format, siem.authority()));
  }

  private AuditExport export(Rsyslog siem, SyslogProperties settings) {
    assertThat(settings.port()).isEqualTo(siem.port());
    ExportCursor cursor = cursor();
    clock.turn(Duration.ofMinutes(2));
    return new AuditExport(
        settings,
        new SyslogReceiver(settings, installation),
        cursor,
        search,
        formats,
        metrics,
        new ExportNotices(settings, cursor, events, transaction, clock));
  }

  /** With a timeout of a few seconds, which a busy machine may reach. */
  private static SyslogProperties impatient(Rsyslog siem) {
    return settings(siem, "localhost", Format.JSON, siem.authority(), Duration.ofSeconds(3));
  }

  private static SyslogProperties settings(
      Rsyslog siem, String host, Format format, @Nullable Path authority) {
    return settings(siem, host, format, authority, Duration.ofSeconds(15));
  }

  private static SyslogProperties settings(
      Rsyslog siem, String host, Format format, @Nullable Path authority, Duration timeout) {
    return new SyslogProperties(
        host,
        siem.port(),
        true,
        format,
        authority,
        null,
        null,
        1_000,
        timeout,
        Duration.ofMinutes(5));
  }

  private ExportCursor cursor() {
    return new ExportCursor(jdbc, random, clock);
  }

  private void record(int number) {
    transaction.executeWithoutResult(
        status -> {
          for (int i = 0; i < number; i++) {
            record();
          }
        });
    link();
  }

  private void link() {
    assertThat(Poll.until(TIMEOUT, this::allAreLinked)).isTrue();
  }

  /**
   * While the scheduled task links, another call does nothing, and that task may have begun before.
   */
  private boolean allAreLinked() {
    chain.link();
    return rows.count("audit_event where chain_no is null") == 0;
  }

  private void record() {
    log.record(new SystemEvent.CodesSprayed("192.0.2.7", 10), Origin.COMMAND_LINE);
  }

  /** Records an event in a transaction of its own; how long it took, in nanoseconds. */
  private long act(AtomicLong recorded) {
    long start = System.nanoTime();
    transaction.executeWithoutResult(status -> record());
    recorded.incrementAndGet();
    return System.nanoTime() - start;
  }

  private static void whileOn(AtomicBoolean goOn, int pauseMillis, Runnable work) {
    while (goOn.get()) {
      work.run();
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private long told() {
    return rows.count(
        "audit_event where type = 'SystemEvent.AuditExportStopped' and id > "
            + "(select coalesce(max(id), 0) from audit_event where chain_no <= "
            + begin
            + ")");
  }

  /**
   * Tries again as the scheduled export does: the receiver of a busy machine may answer too late.
   */
  private boolean isExported(Rsyslog siem, long number) {
    export(siem, Format.JSON).run();
    return numbers(siem).contains(number);
  }

  private boolean arrive(Rsyslog siem, long number) {
    return Poll.until(Duration.ofSeconds(10), () -> numbers(siem).contains(number));
  }

  private static List<String> lines(Rsyslog siem) {
    return siem.lines();
  }

  private List<Long> numbers(Rsyslog siem) {
    List<Long> numbers = new ArrayList<>();
    for (String line : lines(siem)) {
      numbers.add(json.readTree(line).path("number").asLong());
    }
    return numbers;
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
