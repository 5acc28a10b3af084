package org.sallyport.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.platform.crypto.RandomValues;

@Tag("slow")
class EmbeddedDatabaseTest {
  private static final RandomValues RANDOM = OtherProcess.random();

  @TempDir static Path place;
  static DataFolder folder;

  @BeforeAll
  static void theFirstStartMakesTheDatabase() throws Exception {
    folder = new DataFolder(place.resolve("data"));
    try (EmbeddedDatabase database = EmbeddedDatabase.own(folder, RANDOM)) {
      execute(database, "create table kept (word text)");
      execute(database, "insert into kept values ('zebra'), ('Ähre'), ('apple')");
    }
  }

  @Test
  void whatWasWrittenIsThereAfterAnotherStart() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.own(folder, RANDOM)) {
      assertThat(ask(database, "select word from kept order by word"))
          .containsExactly("apple", "zebra", "Ähre");
    }
  }

  @Test
  void itWritesThroughToTheDiskAndListensOnTheLoopbackAddressOnly() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.own(folder, RANDOM)) {
      assertThat(setting(database, "fsync")).isEqualTo("on");
      assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(database, "full_page_writes")).isEqualTo("on");
      assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(setting(database, "unix_socket_directories")).isEmpty();
      assertThat(setting(database, "server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.own(folder, RANDOM)) {
      String url = database.connection().getJdbcUrl();
      for (String role : List.of("postgres", EmbeddedConnection.ROLE)) {
        assertThatThrownBy(() -> DriverManager.getConnection(url, role, "postgres"))
            .hasMessageContaining("password authentication failed");
      }
      assertThat(Files.readAllLines(folder.cluster().resolve("pg_hba.conf")))
          .filteredOn(line -> !line.startsWith("#") && !line.isBlank())
          .isNotEmpty()
          .allMatch(line -> line.endsWith("scram-sha-256"));
    }
  }

  @Test
  void theApplicationsRoleOwnsItsDatabaseAndNothingElse() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.own(folder, RANDOM)) {
      assertThat(
              ask(
                  database,
                  "select rolsuper or rolcreaterole or rolcreatedb from pg_roles"
                      + " where rolname = current_user"))
          .containsExactly("f");
    }
  }

  @Test
  void onlyTheOwnerReadsTheFolderAndThePasswords() throws IOException {
    assertThat(mode(folder.postgres())).isEqualTo("rwx------");
    assertThat(mode(folder.connection())).isEqualTo("rw-------");
    assertThat(folder.postgres().resolve("password.new")).doesNotExist();
    assertThat(folder.unfinishedCluster()).doesNotExist();
  }

  @Test
  void aKilledApplicationsDatabaseIsStoppedBeforeTheNextStartAndLosesNothing() throws Exception {
    OtherProcess killed = OtherProcess.owning(place.resolve("data"));
    EmbeddedConnection theirs = EmbeddedConnection.read(folder.connection());
    try (Connection connection = connect(theirs);
        Statement statement = connection.createStatement()) {
      statement.execute("create table written_before_the_kill (word text)");
    }
    killed.kill();
    assertThat(theirs.answers()).isTrue();

    try (EmbeddedDatabase database = EmbeddedDatabase.own(folder, RANDOM)) {
      assertThat(theirs.answers()).isFalse();
      assertThat(ask(database, "select count(*) from written_before_the_kill"))
          .containsExactly("0");
    }
  }

  @Test
  void anApplicationWhoseDatabaseIsKilledEndsToBeStartedAgainAndLosesNothing() throws Exception {
    OtherProcess application = OtherProcess.owning(place.resolve("data"));
    EmbeddedConnection theirs = EmbeddedConnection.read(folder.connection());
    try (Connection connection = connect(theirs);
        Statement statement = connection.createStatement()) {
      statement.execute("create table written_before_the_end as select 1 as kept");
      long stopped = backend(statement);
      signal("STOP", stopped);
      signal("KILL", postmaster());
      assertThat(application.exitCode()).isEqualTo(DatabaseEnd.EXIT_CODE);
      assertThat(ProcessHandle.of(stopped)).as("a process that still has the data").isPresent();

      try (EmbeddedDatabase database = EmbeddedDatabase.own(folder, RANDOM)) {
        assertThat(ProcessHandle.of(stopped).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(ask(database, "select kept from written_before_the_end")).containsExactly("1");
      }
    }
  }

  @Test
  void anApplicationThatStopsItsDatabaseEndsAsItWants() throws Exception {
    OtherProcess application = OtherProcess.owning(place.resolve("data"));
    application.close();
    assertThat(application.exitCode()).isZero();
  }

  @Test
  void aKilledBackendEndsNothing() throws Exception {
    try (OtherProcess application = OtherProcess.owning(place.resolve("data"))) {
      EmbeddedConnection theirs = EmbeddedConnection.read(folder.connection());
      try (Connection connection = connect(theirs);
          Statement statement = connection.createStatement()) {
        signal("KILL", backend(statement));
      }
      await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> theirs.answers());
      assertThat(application.pid()).isPositive();
    }
  }

  private static long backend(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(folder.cluster().resolve("postmaster.pid")).getFirst());
  }

  private static void signal(String name, long process) throws Exception {
    int code = new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor();
    assertThat(code).isZero();
  }

  @Test
  void aSecondApplicationOnTheSameDataIsRefusedInOneLine() throws Exception {
    try (OtherProcess first = OtherProcess.owning(place.resolve("data"))) {
      assertThatThrownBy(() -> EmbeddedDatabase.own(folder, RANDOM))
          .isInstanceOf(DataInUse.class)
          .hasMessage("the data in " + folder + " is in use by process " + first.pid());
    }
  }

  @Test
  void aCommandBorrowsTheDatabaseOfTheApplicationThatRuns() throws Exception {
    try (OtherProcess first = OtherProcess.owning(place.resolve("data"))) {
      EmbeddedConnection theirs = EmbeddedConnection.read(folder.connection());
      try (EmbeddedDatabase borrowed = EmbeddedDatabase.ownOrBorrow(folder, RANDOM)) {
        assertThat(borrowed.connection()).isEqualTo(theirs);
        assertThat(ask(borrowed, "select count(*) from kept")).containsExactly("3");
      }
      assertThat(theirs.answers()).as("still runs, process " + first.pid()).isTrue();
    }
  }

  @Test
  void aCommandStartsAndStopsTheDatabaseWhenNoApplicationRuns() throws Exception {
    EmbeddedConnection own;
    try (EmbeddedDatabase database = EmbeddedDatabase.ownOrBorrow(folder, RANDOM)) {
      own = database.connection();
      assertThat(own.answers()).isTrue();
    }
    assertThat(own.answers()).isFalse();
    assertThat(folder.cluster().resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void aProcessIdThatIsAnotherProgramsByNowIsLeftAlone() throws Exception {
    Process bystander = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(folder.cluster().resolve("postmaster.pid"), bystander.pid() + "\n");
      EmbeddedDatabase.own(folder, RANDOM).close();
      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroy();
    }
  }

  @Test
  void aFirstStartThatWasCutShortIsMadeAnew(@TempDir Path other) throws Exception {
    DataFolder fresh = new DataFolder(other);
    fresh.make();
    Files.createDirectory(fresh.unfinishedCluster());
    Files.writeString(fresh.unfinishedCluster().resolve("postgresql.conf"), "");
    new EmbeddedConnection(0, "lost", "lost").write(fresh.connection());

    try (EmbeddedDatabase database = EmbeddedDatabase.own(fresh, RANDOM)) {
      assertThat(ask(database, "select current_database()")).containsExactly("sallyport");
    }
  }

  @Test
  void dataWhosePasswordsAreLostIsNotTouched(@TempDir Path other) throws Exception {
    DataFolder orphaned = new DataFolder(other);
    Files.createDirectories(orphaned.cluster());
    assertThatThrownBy(() -> EmbeddedDatabase.own(orphaned, RANDOM))
        .hasMessageContaining("passwords are missing")
        .hasMessageContaining(orphaned.connection().toString());
    assertThat(orphaned.cluster()).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(
      value = PostgresUser.class,
      names = {"UNSHARED", "LOWERED"})
  @Tag("long")
  void filesMadeWithTheRightsOfOneMachineOpenWithThoseOfAnother(
      PostgresUser first, @TempDir Path other) throws Exception {
    PostgresUser second =
        first == PostgresUser.UNSHARED ? PostgresUser.LOWERED : PostgresUser.UNSHARED;
    assumeTrue(
        PostgresUser.here() != PostgresUser.OWN && first.isGiven(), "as root, where it is given");
    DataFolder shared = new DataFolder(other);
    try (EmbeddedDatabase database = EmbeddedDatabase.own(shared, RANDOM, first)) {
      execute(database, "create table moved (word text)");
      execute(database, "insert into moved values ('there')");
    }
    assumeTrue(second.isGiven(), "and the other one is given, too");
    for (PostgresUser postgresUser : List.of(second, first)) {
      try (EmbeddedDatabase database = EmbeddedDatabase.own(shared, RANDOM, postgresUser)) {
        assertThat(ask(database, "select word from moved")).containsExactly("there");
        execute(database, "create table made_" + postgresUser + " (word text)");
        assertThat(ask(database, "select count(*) from made_" + postgresUser)).containsExactly("0");
      }
    }
  }

  @Test
  @Tag("long")
  void aServerLeftBehindWithOtherRightsIsStopped(@TempDir Path other) throws Exception {
    assumeTrue(PostgresUser.here() != PostgresUser.OWN, "as root");
    assumeTrue(
        PostgresUser.UNSHARED.isGiven() && PostgresUser.LOWERED.isGiven(),
        "with both rights given");
    DataFolder shared = new DataFolder(other);
    EmbeddedDatabase.own(shared, RANDOM, PostgresUser.LOWERED).close();
    EmbeddedConnection secrets = EmbeddedConnection.read(shared.connection());
    int port = new Postgres(shared, secrets, PostgresUser.LOWERED).start(shared.cluster()).port();
    assertThat(secrets.at(port).answers()).isTrue();
    try (EmbeddedDatabase database = EmbeddedDatabase.own(shared, RANDOM, PostgresUser.UNSHARED)) {
      assertThat(secrets.at(port).answers()).isFalse();
      assertThat(database.connection().answers()).isTrue();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String setting(EmbeddedDatabase database, String name) throws SQLException {
    EmbeddedConnection way = database.connection();
    try (Connection connection =
            DriverManager.getConnection(way.getJdbcUrl(), "postgres", way.superuserPassword());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + name)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database.connection());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> ask(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database.connection());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> first = new ArrayList<>();
      while (rows.next()) {
        first.add(rows.getString(1));
      }
      return first;
    }
  }

  private static Connection connect(EmbeddedConnection way) throws SQLException {
    return DriverManager.getConnection(way.getJdbcUrl(), way.getUsername(), way.getPassword());
  }
}
