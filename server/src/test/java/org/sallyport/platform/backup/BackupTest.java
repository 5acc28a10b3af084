package org.sallyport.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.database.embedded.DataInUse;
import org.sallyport.platform.database.embedded.EmbeddedData;
import org.sallyport.platform.database.embedded.EmbeddedServer;
import org.sallyport.platform.monitoring.Upkeep;
import org.sallyport.platform.policy.start.StartRefused;
import org.sallyport.testing.Poll;
import org.sallyport.testing.TurnableClock;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.env.MockEnvironment;

@Tag("slow")
class BackupTest {
  private static final RandomValues RANDOM = random();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T05:00:00Z"), ZoneOffset.UTC);
  private static final String KEY = "k1:" + "A".repeat(43) + "=\n";
  private static final String OTHER_KEY = "k1:" + "B".repeat(42) + "A=\n";

  @TempDir static Path place;
  static Path data;
  static Path keyFile;
  static EmbeddedServer running;
  static Path made;
  static BackupFacts facts;

  @TempDir Path folder;

  @BeforeAll
  static void anInstallationRuns() throws Exception {
    data = place.resolve("data");
    keyFile = Files.createDirectories(data.resolve("keys")).resolve("keys.txt");
    Files.writeString(keyFile, KEY);
    running = EmbeddedServer.of(data, RANDOM);
    execute(
        running,
        "create table account (id int)",
        "insert into account select generate_series(1, 3)",
        "create table audit_event (chain_no bigint unique, chain_hash bytea)",
        "insert into audit_event values (1, '\\x01')",
        "create table filled (word text)",
        "insert into filled select repeat(md5(n::text), 50) from generate_series(1, 20000) n");
    made = place.resolve("made");
    leaveAnUnfinishedCopyIn(made);
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeUntilCopied(made));
    facts = backup(made).make();
    writer.join();
  }

  private static void leaveAnUnfinishedCopyIn(Path target) throws IOException {
    Path left = Files.createDirectories(EmbeddedData.files(target.resolve("unfinished")));
    Files.writeString(left.resolve("PG_VERSION"), "a backup that was killed");
  }

  /** Adds events, and tables of which some are dropped while they are copied. */
  private static void writeUntilCopied(Path target) {
    Path copy = EmbeddedData.files(target.resolve("unfinished"));
    Path finished = target.resolve("backup.properties");
    try (Connection connection = running.connect();
        Statement statement = connection.createStatement()) {
      while (Files.notExists(copy.resolve("backup_label")) && Files.notExists(finished)) {
        statement.execute(
            "insert into audit_event select max(chain_no) + 1, int8send(max(chain_no)) from audit_event");
        statement.execute("create table dropped as select generate_series(1, 1000)");
        statement.execute("drop table dropped");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void itIsStopped() throws IOException {
    running.close();
  }

  private static Backup backup(Path target) {
    return new Backup(data, keyFile, target, RANDOM, CLOCK);
  }

  private static Restore restore(Path source, Path target) {
    return new Restore(source, null, target, target.resolve("keys").resolve("keys.txt"), RANDOM);
  }

  private static final Restore.Ending NOTHING = (copy, keys, facts) -> {};

  @Test
  void aBackupHasAllThatWasCommittedWhileOthersWrite() throws Exception {
    assertThat(facts.accounts()).isEqualTo(3);
    assertThat(facts.last().number()).as("events while it was made").isGreaterThan(1);
    assertThat(names(made)).containsExactlyInAnyOrder("postgres", "backup.properties");
    try (Stream<Path> copied = Files.walk(made)) {
      assertThat(copied).noneMatch(it -> it.endsWith("connection.properties"));
    }
    assertThat(mode(made.resolve("postgres"))).isEqualTo("rwx------");
    assertThat(keysOf(made)).hasContent(KEY.strip());
    assertThat(mode(keyFolderOf(made))).isEqualTo("rwx------");
    leavesNoSlot();
  }

  @Test
  void theAgeOfTheLastBackupIsMeasuredAndOfTheDatabaseIfThereWasNone() throws Exception {
    TurnableClock clock = new TurnableClock();
    clock.set(CLOCK.instant().plus(Duration.ofHours(5)));
    assertThat(LastBackup.made(data)).contains(CLOCK.instant());
    Duration age = Duration.between(CLOCK.instant(), clock.instant());
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    BackupUpkeep upkeep = upkeep(data, clock, meters);
    assertThat(age(meters)).isEqualTo((double) age.toSeconds());
    clock.turn(LastBackup.MAX_AGE.minus(age));
    assertThat(upkeep.upkeep()).containsExactly(new Upkeep("backup", "", false));
    clock.turn(Duration.ofSeconds(1));
    assertThat(upkeep.upkeep()).containsExactly(new Upkeep("backup", "", true));

    SimpleMeterRegistry none = new SimpleMeterRegistry();
    Path never = Files.createDirectories(folder.resolve("never"));
    assertThat(upkeep(never, clock, none).upkeep()).as("an external database").isEmpty();
    assertThat(age(none)).isNaN();
    Path version = Files.createDirectories(EmbeddedData.files(never)).resolve("PG_VERSION");
    Files.setLastModifiedTime(
        Files.createFile(version), FileTime.from(clock.instant().minus(Duration.ofDays(3))));
    assertThat(age(none)).isEqualTo((double) Duration.ofDays(3).toSeconds());
  }

  private static BackupUpkeep upkeep(Path data, Clock clock, SimpleMeterRegistry meters) {
    MockEnvironment settings =
        new MockEnvironment().withProperty("sallyport.data", data.toString());
    return new BackupUpkeep(settings, clock, meters);
  }

  private static double age(SimpleMeterRegistry meters) {
    return meters.get("sallyport.backup.age").gauge().value();
  }

  /** It ends with the connection of the backup, shortly after that is closed. */
  private static void leavesNoSlot() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ask(running, "select count(*) from pg_replication_slots").equals("0"));
  }

  @Test
  void aRestoreBringsItBackAndEndsInTheCopyWhatWasGivenOut() throws Exception {
    Path restored = folderForARestore();
    AtomicReference<@Nullable Path> copy = new AtomicReference<>();
    Restore restore =
        new Restore(made, keyFolderOf(made), restored, restored.resolve("keys/keys.txt"), RANDOM);
    BackupFacts said =
        restore.run(
            (its, keys, of) -> {
              copy.set(its);
              assertThat(EmbeddedData.isIn(restored)).isFalse();
              assertThatThrownBy(() -> EmbeddedData.hold(restored)).isInstanceOf(DataInUse.class);
              end(its);
            });
    assertThat(said).isEqualTo(facts);
    assertThat(copy.get()).doesNotExist();
    assertThat(names(restored)).containsExactlyInAnyOrder("postgres", "keys");
    assertThat(restored.resolve("keys/keys.txt")).hasContent(KEY.strip());
    assertThat(Files.readString(restored.resolve("postgres/connection.properties")))
        .doesNotContain(passwordOf(data));
    try (EmbeddedServer server = EmbeddedServer.of(restored, RANDOM)) {
      assertThat(ask(server, "select count(*) from account")).isEqualTo("0");
      assertThat(Long.parseLong(ask(server, "select count(*) from audit_event")))
          .isGreaterThanOrEqualTo(facts.last().number());
      assertThat(ask(server, "select max(chain_no) = count(*) from audit_event")).isEqualTo("t");
      assertThat(ask(server, "select count(*) from filled")).isEqualTo("20000");
    }
  }

  private static void end(Path copy) {
    try (EmbeddedServer server = EmbeddedServer.of(copy, RANDOM)) {
      execute(server, "delete from account");
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nested
  class NothingIsLeft {
    @Test
    void ofABackupThatIsInterrupted() throws Exception {
      Path target = folder.resolve("backup");
      Path begun = EmbeddedData.files(target.resolve("unfinished")).resolve("base");
      AtomicReference<@Nullable Throwable> refused = new AtomicReference<>();
      Thread thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      backup(target).make();
                    } catch (BackupRefused e) {
                      refused.set(e);
                    }
                  });
      assertThat(Poll.until(Duration.ofSeconds(20), () -> Files.exists(begun))).isTrue();
      thread.interrupt();
      thread.join();
      assertThat(refused.get()).isNotNull();
      assertThat(folder).isEmptyDirectory();
      leavesNoSlot();
    }

    @Test
    void ofARestoreWhoseEndingFails() throws Exception {
      Path restored = folderForARestore();
      assertThatThrownBy(
              () ->
                  restore(made, restored)
                      .run(
                          (copy, keys, of) -> {
                            throw new BackupRefused("not ended");
                          }))
          .hasMessage("not ended");
      assertThat(names(restored)).containsExactly("postgres");
      assertThat(names(restored.resolve("postgres"))).containsExactlyInAnyOrder("program", "lock");
    }

    @Test
    void ofABackupThatIsRefused() throws Exception {
      Path file = Files.writeString(folder.resolve("file"), "");
      assertRefused(file, "is no folder");
      assertRefused(file.resolve("below"), "file");
      Path used = Files.createDirectory(folder.resolve("used"));
      Files.writeString(used.resolve("other.txt"), "");
      assertRefused(used, "is not empty: name a new folder for each backup");
      assertThat(names(folder)).containsExactlyInAnyOrder("file", "used");
    }

    private void assertRefused(Path target, String why) {
      assertThatThrownBy(() -> backup(target).make())
          .isInstanceOf(BackupRefused.class)
          .hasMessageContaining(why)
          .hasMessageNotContaining("\n");
    }

    @Test
    void ofABackupWithoutAKeyFile() {
      Path target = folder.resolve("backup");
      assertThatThrownBy(
              () -> new Backup(data, folder.resolve("none"), target, RANDOM, CLOCK).make())
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("cannot be read");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aRestoreIsRefusedOverADatabaseAndOverOtherKeys() throws Exception {
    assertThatThrownBy(() -> restore(folder, folder.resolve("restored")).run(NOTHING))
        .hasMessage("there is no complete backup in " + folder);
    assertThatThrownBy(() -> restore(made, data).run(NOTHING))
        .hasMessageContaining("there is a database in " + data);
    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve("keys"));
    Files.writeString(other.resolve("keys/keys.txt"), OTHER_KEY);
    assertThatThrownBy(() -> restore(made, other).run(NOTHING))
        .hasMessageContaining("is not the key file of this backup: it lacks its key k1");
    assertThat(names(other)).containsExactly("keys");
    Path none = folder.resolve("none");
    Restore withoutKeys = new Restore(made, none, none, none.resolve("keys/keys.txt"), RANDOM);
    assertThatThrownBy(() -> withoutKeys.run(NOTHING))
        .hasMessageContaining("name it by --keys FILE");
    assertThat(none).doesNotExist();
  }

  @Test
  void aCopyWithoutTheEndOfTheAuditLogIsRefused() throws Exception {
    try (Connection connection = running.connect()) {
      CopyCheck check = new CopyCheck(connection);
      assertThat(check.check(new LastEvent(1, "01"))).isPositive();
      assertThatThrownBy(() -> check.check(new LastEvent(1, "02")))
          .hasMessage("the copy does not contain event 1 of the audit log");
    }
  }

  @Test
  void aMissingPartOfTheLogIsRefused() throws Exception {
    Path to = Files.createDirectory(folder.resolve("to"));
    for (String name : new String[] {"0000000100000000000000FE", "000000010000000100000000"}) {
      Files.writeString(folder.resolve(name), "");
    }
    assertThatThrownBy(
            () ->
                WriteAheadLog.copy(
                    folder, to, "0000000100000000000000FE", "000000010000000100000000", 256))
        .hasMessage("the database's log has only 2 of the 3 files that are needed");
    Files.writeString(folder.resolve("0000000100000000000000FF"), "");
    WriteAheadLog.copy(folder, to, "0000000100000000000000FE", "000000010000000100000000", 256);
    assertThat(names(to)).hasSize(3);
  }

  /** The log is removed with the copy, so the line has the reason. */
  @Test
  void aCopyOnWhichNoServerStartsIsRefusedWithTheServersReason() throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("postgres")).resolve("start.log"),
        "2026-11-29 06:00:00 UTC [7] LOG:  starting\n2026-11-29 06:00:00 UTC [7] FATAL:  could not locate required checkpoint record\n");
    assertThat(ServerLog.refusal(folder, new IOException("it ended with 1")))
        .hasMessage("no server starts on the copy: could not locate required checkpoint record");
    assertThat(ServerLog.refusal(folder.resolve("none"), new IOException("it ended with 1")))
        .hasMessage("no server starts on the copy: it ended with 1");
  }

  @Test
  void aFullDiskIsRefusedBeforeAnythingIsCopied() {
    assertThatThrownBy(() -> CopiedBytes.checkSpace(folder, Long.MAX_VALUE))
        .hasMessageMatching(".* has \\d+ MiB free, and about \\d+ MiB are needed");
  }

  private static void execute(EmbeddedServer server, String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private static String ask(EmbeddedServer server, String question) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }

  /** A folder with the unpacked binaries, since unpacking takes seconds. */
  private Path folderForARestore() throws IOException {
    Path restored = folder.resolve("restored");
    Path program = Files.createDirectories(restored.resolve("postgres")).resolve("program");
    Files.createSymbolicLink(program, data.resolve("postgres/program"));
    return restored;
  }

  private static Path keysOf(Path backup) {
    return BackupFolder.of(backup).keyFile();
  }

  private static Path keyFolderOf(Path backup) {
    return Objects.requireNonNull(keysOf(backup).getParent());
  }

  private static String passwordOf(Path data) throws IOException {
    return Files.readAllLines(data.resolve("postgres/connection.properties")).stream()
        .filter(line -> line.startsWith("password="))
        .map(line -> line.substring(line.indexOf('=') + 1))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.map(it -> it.getFileName().toString()).toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static RandomValues random() {
    try (var context = new AnnotationConfigApplicationContext()) {
      context.registerBean(Clock.class, Clock::systemUTC);
      context.register(RandomValues.class);
      context.refresh();
      return context.getBean(RandomValues.class);
    }
  }
}
