package org.sallyport.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.platform.audit.export.AuditExports;
import org.sallyport.platform.audit.export.AuditFile;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.TestSecrets;
import org.sallyport.platform.retention.RetentionProperties;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SallyportTest
class AuditCutTest {
  private static final int BATCH_SIZE = 1_000;

  @TempDir Path folder;
  @Autowired AuditChain chain;
  @Autowired AuditLinks links;
  @Autowired AuditCheckpoints checkpoints;
  @Autowired AuditSeals seals;
  @Autowired LinkReader reader;
  @Autowired AuditProperties audit;
  @Autowired RetentionProperties settings;
  @Autowired JdbcClient jdbc;
  @Autowired AuditExports exports;
  @Autowired JsonMapper json;
  @Autowired Rows rows;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;

  /** First cut older events of other tests. */
  @BeforeEach
  void removeEarlierEvents() throws IOException {
    link();
    cutAll(folder, clock.instant().plus(Duration.ofDays(1)));
    for (Path file : files()) {
      Files.delete(file);
    }
  }

  @Test
  void Rule41_whatIsPastItsTimeIsExportedThenCutAndTheChainVerifies() throws IOException {
    long last = checkpoints.last().number();
    events(5, "2016-11-03T09:00:00Z");
    events(2, "2026-11-24T09:00:00Z");
    cutAll(folder, Instant.parse("2016-11-24T00:00:00Z"));

    assertThat(rows.count("audit_event where at < '2016-11-24'")).isZero();
    assertThat(chain.firstBroken()).isEmpty();
    assertThat(files())
        .singleElement()
        .extracting(Path::getFileName)
        .hasToString("audit-2016-11-" + (last + 1) + ".jsonl");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
        .isEqualTo("rw-------");
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(5);
    assertThat(lines.getFirst().path("number").asLong()).isEqualTo(last + 1);
    assertThat(lines.getFirst().path("event").path("type").asString())
        .isEqualTo("SystemEvent.CodesSprayed");
    assertThat(lines.getLast().path("hash").asString()).isEqualTo(checkpoints.last().hash());
  }

  @Test
  void P01_anExportedFileVerifiesAndAChangeInItIsFoundWithItsLine() throws IOException {
    long last = checkpoints.last().number();
    events(4, "2016-11-03T09:00:00Z");
    cutAll(folder, Instant.parse("2016-12-01T00:00:00Z"));
    Path file = files().getFirst();
    assertThat(exports.verify(file)).contains(new AuditExports.Verified(last + 1, last + 4, null));
    List<String> lines = Files.readAllLines(file);
    assertBreaksAt(2, List.of(lines.get(0), lines.get(1).replace("local", "nobody"), lines.get(2)));
    assertBreaksAt(2, List.of(lines.get(0), lines.get(2), lines.get(3)));
    assertBreaksAt(3, List.of(lines.get(0), lines.get(1), "{\"number\":"));
    assertBreaksAt(1, List.of("{}"));
    assertBreaksAt(1, List.of("[1]"));
  }

  private void assertBreaksAt(long line, List<String> lines) throws IOException {
    Path changed = Files.write(folder.resolve("changed"), lines);
    assertThat(exports.verify(changed).orElseThrow().broken()).isEqualTo(line);
  }

  @Test
  void Rule42_withoutARetiredKeyTheChainVerifiesFindsWhatIsWrongAndIsCut() {
    events(2, "2016-11-03T09:00:00Z");
    cutAll(folder, Instant.parse("2016-11-04T00:00:00Z"));
    events(1_500, "2016-11-05T09:00:00Z");
    KeyedHash both = TestSecrets.of(TestSettings.NEXT_KEY, TestSettings.KEY).keyedHash();
    KeyedHash one = TestSecrets.of(TestSettings.NEXT_KEY).keyedHash();
    long last = checkpoints.last().number();
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          assertThat(chain(one).firstBroken()).as("not made anew").isPresent();
          assertThat(chain(both).linkAnew()).isEmpty();
          assertThat(chain(one).firstBroken()).isEmpty();
          assertThat(cut(one).remove(Instant.parse("2016-12-01T00:00:00Z"), BATCH_SIZE))
              .isEqualTo(BATCH_SIZE);
          assertThat(chain(one).firstBroken()).isEmpty();
          rows.update("alter table audit_event disable trigger all");
          rows.update(
              "update audit_event set address = '192.0.2.1' where chain_no = ?", last + 1_200);
          assertThat(chain(one).firstBroken()).contains(last + 1_200);
        });
  }

  @Test
  void Rule42_aChainThatBreaksIsNotMadeAnew() {
    events(3, "2016-11-03T09:00:00Z");
    KeyedHash both = TestSecrets.of(TestSettings.NEXT_KEY, TestSettings.KEY).keyedHash();
    long place = checkpoints.last().number() + 2;
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          rows.update("alter table audit_event disable trigger all");
          rows.update("update audit_event set address = '192.0.2.1' where chain_no = ?", place);
          assertThat(chain(both).linkAnew()).contains(place);
          assertThat(chain.firstBroken()).contains(place);
        });
  }

  private AuditChain chain(KeyedHash hash) {
    AuditLinks ofHash = new AuditLinks(jdbc, hash, new Commitments(hash));
    AuditCheckpoints cuts = new AuditCheckpoints(jdbc, hash, clock);
    AuditSeals ends = seals(hash);
    ChainVerifier verifier = new ChainVerifier(ofHash, cuts, ends, reader, hash);
    return new AuditChain(ofHash, cuts, ends, verifier, transaction);
  }

  private AuditSeals seals(KeyedHash hash) {
    return new AuditSeals(jdbc, hash, audit, clock);
  }

  private AuditCut cut(KeyedHash hash) {
    return new AuditCut(
        new AuditLinks(jdbc, hash, new Commitments(hash)),
        new AuditCheckpoints(jdbc, hash, clock),
        seals(hash),
        with(folder),
        jdbc,
        exports,
        List.of());
  }

  @Test
  void theChainGoesOnFromTheCutEvenIfNothingIsLeft() {
    events(3, "2016-11-03T09:00:00Z");
    cutAll(folder, Instant.parse("2016-12-01T00:00:00Z"));
    long last = checkpoints.last().number();
    events(1, "2016-11-05T09:00:00Z");
    assertThat(rows.query("select 1 from audit_event where chain_no = ?", last + 1)).hasSize(1);
    assertThat(chain.firstBroken()).isEmpty();
  }

  @Test
  void aFileIsGoneOnWithByMonthAndWhatACrashLeftIsWrittenAnew() throws IOException {
    events(2, "2016-11-03T09:00:00Z");
    cutAll(folder, Instant.parse("2016-11-04T00:00:00Z"));
    Path file = files().getFirst();
    Files.writeString(file, Files.readString(file) + "{\"number\":");
    events(2, "2016-11-05T09:00:00Z");
    events(1, "2016-12-05T09:00:00Z");
    cutAll(folder, Instant.parse("2017-01-01T00:00:00Z"));
    assertThat(files()).hasSize(2);
    assertThat(Files.readAllLines(file)).hasSize(4).allMatch(line -> line.endsWith("}}"));
    assertThat(
            rows.count(
                "audit_checkpoint where file like 'audit-2016-11-%' and chain_no > "
                    + (checkpoints.last().number() - 5)))
        .as("one checkpoint a file")
        .isEqualTo(1);
  }

  @Test
  void aFileThatWasTakenAwayIsNotMissed() throws IOException {
    events(1, "2016-11-03T09:00:00Z");
    cutAll(folder, Instant.parse("2016-11-04T00:00:00Z"));
    Files.delete(files().getFirst());
    events(1, "2016-11-05T09:00:00Z");
    cutAll(folder, Instant.parse("2016-12-01T00:00:00Z"));
    assertThat(lines()).hasSize(1);
    assertThat(chain.firstBroken()).isEmpty();
  }

  /** Nothing grows for ever, also where nobody has chosen a folder. */
  @Test
  void Rule41_withoutASettingEventsAreExportedToTheDataFolder() throws IOException {
    assertThat(settings.auditExport()).isEqualTo(Path.of("data/audit-export"));
    assertThat(settings.isExportedToDataFolder()).isTrue();
    assertThat(with(folder).isExportedToDataFolder()).isFalse();
    Path own = folder.resolve("data/audit-export");
    AuditFile.Written written =
        new AuditFile(own, true).append(checkpoints.last(), YearMonth.of(2016, 11), 1, "{}\n");
    assertThat(own.resolve(written.name())).content().isEqualTo("{}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
  }

  @Test
  void whatIsStillToBeSentElsewhereIsNotCut() {
    events(3, "2016-11-03T09:00:00Z");
    long first = checkpoints.last().number() + 1;
    AuditCut waits =
        new AuditCut(links, checkpoints, seals, with(folder), jdbc, exports, List.of(() -> first));
    Integer removed =
        transaction.execute(
            status -> waits.remove(Instant.parse("2016-12-01T00:00:00Z"), BATCH_SIZE));
    assertThat(removed).isEqualTo(1);
    assertThat(rows.count("audit_event where at < '2016-12-01'")).isEqualTo(2);
  }

  @Test
  void aFolderThatIsGoneLosesNothing() {
    events(1, "2016-11-03T09:00:00Z");
    assertThatThrownBy(
            () -> cut(folder.resolve("unmounted"), Instant.parse("2016-12-01T00:00:00Z")))
        .hasMessageContaining("the folder for audit events is gone");
    assertThat(rows.count("audit_event where at < '2016-12-01'")).isEqualTo(1);
  }

  @Test
  void aChainThatBreaksIsNotCut() {
    events(3, "2016-11-03T09:00:00Z");
    long place = checkpoints.last().number() + 2;
    transaction.executeWithoutResult(
        status -> {
          rows.update("alter table audit_event disable trigger all");
          rows.update("update audit_event set address = '192.0.2.1' where chain_no = ?", place);
          assertThatThrownBy(() -> cut(folder, Instant.parse("2016-12-01T00:00:00Z")))
              .hasMessageContaining("is broken at link " + place);
          status.setRollbackOnly();
        });
  }

  @Test
  void P01_aCutThatNobodyExportedIsFound() {
    events(3, "2016-11-03T09:00:00Z");
    long first = checkpoints.last().number() + 1;
    transaction.executeWithoutResult(
        status -> {
          rows.update("alter table audit_event disable trigger all");
          rows.update("delete from audit_event where chain_no <= ?", first);
          assertThat(chain.firstBroken()).contains(first);
          status.setRollbackOnly();
        });
  }

  @Test
  void P01_aCheckpointThatIsMadeUpInTheDatabaseIsFound() {
    events(3, "2016-11-03T09:00:00Z");
    long made = checkpoints.last().number() + 2;
    transaction.executeWithoutResult(
        status -> {
          rows.update(
              """
              insert into audit_checkpoint (chain_no, chain_hash, cut_at, file, length, seal)
              select chain_no, chain_hash, ?, 'none.jsonl', 0, chain_hash from audit_event where chain_no = ?
              """,
              Timestamp.from(clock.instant()),
              made);
          rows.update("delete from audit_event where chain_no <= ?", made);
          assertThat(chain.firstBroken()).contains(made);
          status.setRollbackOnly();
        });
  }

  @Test
  void P01_nothingIsRemovedButUpToACheckpointNorIsThat() {
    events(2, "2016-11-03T09:00:00Z");
    cutAll(folder, Instant.parse("2016-12-01T00:00:00Z"));
    events(1, "2016-11-03T09:00:00Z");
    for (String act :
        List.of(
            "delete from audit_event",
            "delete from audit_checkpoint",
            "update audit_checkpoint set chain_no = 9223372036854775807 where chain_no = (select"
                + " max(chain_no) from audit_checkpoint)",
            "truncate audit_checkpoint")) {
      assertThatThrownBy(() -> rows.update(act))
          .as(act)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("never changed or removed");
    }
  }

  private void events(int number, String at) {
    rows.update(
        """
        insert into audit_event (at, type, address, browser, details)
        select ?, 'SystemEvent.CodesSprayed', 'local', 'command line', '{}' from generate_series(1, ?)
        """,
        Timestamp.from(Instant.parse(at)),
        number);
    link();
  }

  private void link() {
    ChainTurn.link(chain, links, transaction);
  }

  private void cutAll(Path to, Instant before) {
    while (cut(to, before) > 0) {
      // The next batch, or the next month.
    }
  }

  private int cut(Path to, Instant before) {
    AuditCut cut = new AuditCut(links, checkpoints, seals, with(to), jdbc, exports, List.of());
    Integer removed = transaction.execute(status -> cut.remove(before, BATCH_SIZE));
    return removed == null ? 0 : removed;
  }

  private RetentionProperties with(Path to) {
    return new RetentionProperties(
        settings.interval(),
        settings.batchSize(),
        settings.signIns(),
        settings.codes(),
        settings.messages(),
        settings.rateLimits(),
        settings.audit(),
        to);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (Path file : files()) {
      for (String line : Files.readAllLines(file)) {
        lines.add(json.readTree(line));
      }
    }
    return lines;
  }
}
