package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.Sallyport;
import org.sallyport.platform.policy.start.StartRefused;
import org.sallyport.testing.JavaProcess;
import org.sallyport.testing.database.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A refused start as seen by the operator: one line, exit code 2, or 75 if the cause can pass by
 * itself. Processes are started for what depends on them; the other lines are read from a start in
 * this process.
 */
@Tag("slow")
class StartTest {
  @TempDir Path folder;

  @Test
  void anUnknownSettingEndsTheStartWithOneLine() throws Exception {
    Refused refused = start(Map.of("sallyport.lock.afer", "5"));
    assertThat(refused.errors())
        .containsExactly(
            "sallyport: no such setting: sallyport.lock.afer, did you mean sallyport.lock.after?");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void settingsThatLeaveNoFactorEndTheStartWithOneLine() throws Exception {
    Map<String, Object> settings = new HashMap<>(TestDatabase.fresh());
    settings.put("sallyport.policy", "asvs-l3");
    settings.put("sallyport.passkey.models", "5a11790f-0a0b-4c0d-8e0f-000000000001");
    settings.put("sallyport.passkey.attestation-roots", "src/test/resources/passkey/roots.pem");
    settings.put("sallyport.passkey.enabled", "false");
    settings.put("server.port", "0");
    settings.put("management.server.port", "-1");
    settings.putAll(servers());
    Refused refused = start(settings);
    assertThat(refused.errors())
        .containsExactly(
            "sallyport: sallyport.second-factor: every method is forbidden by these settings and the policy asvs-l3");
    assertThat(refused.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          server.port           | abc                        | server.port: this value is not understood
          server.max-http-request-header-size | x            | server.max-http-request-header-size: this value is not understood
          sallyport.otp.ttl     | twenty                     | sallyport.otp.ttl: "twenty" is no duration, write for example 20m or 30d
          sallyport.otp.length  | 9                          | sallyport.otp.length: write a number from 6 to 8
          sallyport.otp.length  | 5                          | sallyport.otp.length: write a number from 6 to 8
          spring.datasource.url | postgres://u:geheim@db/x   | spring.datasource.url: only PostgreSQL, write for example jdbc:postgresql://db.example:5432/sallyport
          """)
  void aMalformedSettingIsNamed(String name, String value, String line) throws Exception {
    Map<String, Object> settings = new HashMap<>(somewhere());
    settings.put(name, value);
    assertLine(settings, line);
  }

  @Test
  @Tag("long")
  void aDatabaseThatDoesNotAnswerIsSaid() throws Exception {
    Map<String, Object> settings = new HashMap<>(somewhere());
    settings.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/sallyport");
    Refused refused = start(settings);
    assertThat(refused.errors())
        .singleElement()
        .asString()
        .startsWith(
            "sallyport: cannot connect to the database, see spring.datasource.url: Connection to"
                + " 127.0.0.1:1 refused.");
    assertThat(refused.exitCode()).isEqualTo(75);
  }

  @Test
  void aFolderOfDataThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("data"));
    assertLine(somewhere(), file.resolve("postgres") + ": Not a directory");
  }

  @Test
  @Tag("long")
  void dataThatAnotherProcessOwnsIsRefused() throws Exception {
    Path place = Files.createDirectories(folder.resolve("data/postgres"));
    try (FileChannel lock =
        FileChannel.open(
            place.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      lock.write(ByteBuffer.wrap("4711".getBytes(StandardCharsets.US_ASCII)));
      assertRefusedForNow(
          start(somewhere()),
          "the data in " + folder.resolve("data") + " is in use by process 4711");
    }
  }

  @Test
  void aKeyFileThatHoldsNoKeyIsNamed() throws Exception {
    Path keys = Files.createDirectories(folder.resolve("data/keys")).resolve("keys.txt");
    Files.writeString(keys, "junk\n");
    assertLine(somewhere(), "the key file " + keys + " has a line that is no key");
  }

  @Test
  void aBrokenFileOfSettingsIsSaidWithItsLine() throws Exception {
    Path file = Files.writeString(folder.resolve("sallyport.yml"), "sallyport:\n  otp: ttl: 1\n");
    assertLine(
        Map.of("spring.config.additional-location", "file:" + file),
        "the file of settings is no YAML: line 2, column 11: mapping values are not allowed here");
  }

  @Test
  @Tag("long")
  void aTakenPortIsNamed() throws Exception {
    Map<String, Object> settings = new HashMap<>(TestDatabase.migrated());
    try (ServerSocket taken = new ServerSocket(0)) {
      settings.put("server.port", taken.getLocalPort());
      settings.put("management.server.port", "-1");
      settings.putAll(servers());
      assertRefusedForNow(
          start(settings),
          "port " + taken.getLocalPort() + " is taken, see server.port and management.server.port");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spring.mail.host       | ''                       | spring.mail.host is not set, and notices, links and codes go by e-mail
          spring.mail.host       | smtp.nowhere.invalid     | spring.mail.host: no host of the name smtp.nowhere.invalid is found
          sallyport.sms.http.url | ''                       | sallyport.sms.http.url is not set, and codes go by SMS; without a gateway set sallyport.otp.channels: email
          sallyport.sms.http.url | https://sms.nowhere.invalid/ | sallyport.sms.http.url: no host of the name sms.nowhere.invalid is found
          """)
  void aChannelWithoutAServerIsNamedAndNothingIsMade(String name, String value, String line)
      throws Exception {
    Map<String, Object> settings = new HashMap<>(somewhere());
    settings.put(name, value);
    assertLine(settings, line);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aMissingKeyFileIsNotReplacedWhereThereAreAccounts() throws Exception {
    Path keys = folder.resolve("elsewhere/keys.txt");
    Map<String, Object> settings = new HashMap<>(somewhere());
    settings.putAll(TestDatabase.migrated());
    settings.put("sallyport.secrets.key-file", keys);
    execute(
        settings,
        """
        insert into account (id, username, username_key, name, role, created_at)
        values (gen_random_uuid(), 'a', 'a', 'A', 'admin', now())
        """);
    assertLine(
        settings,
        "the key file "
            + keys
            + " is missing, and the database holds what was made with its keys; put it back, or set"
            + " sallyport.secrets.key-file");
    assertThat(keys.getParent()).doesNotExist();
  }

  /** The port is taken: opening it first would be the fault that is named. */
  @Test
  void keysOfAnotherInstallationAreRefusedBeforeThePortIsOpened() throws Exception {
    Path keys = Files.createDirectories(folder.resolve("data/keys")).resolve("keys.txt");
    Files.writeString(keys, "k1:" + "A".repeat(43) + "=\n");
    Map<String, Object> settings = new HashMap<>(somewhere());
    settings.putAll(TestDatabase.migrated());
    execute(
        settings,
        """
        insert into app_push_key (public_key, private_key, created_at)
        values ('x', decode('026b31' || repeat('00', 60), 'hex'), now())
        """);
    try (ServerSocket taken = new ServerSocket(0)) {
      settings.put("server.port", taken.getLocalPort());
      assertLine(
          settings,
          "sallyport.secrets.key-file: none of its keys decrypts the data in this database");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update flyway_schema_history set checksum = checksum + 1 where version <= '20261124.100050' | 20261124.100000, 20261124.100050
          update flyway_schema_history set version = '20261124.100051' where version = '20261124.100050' | 20261124.100051, 20261124.100050
          """)
  void tablesOfAnotherVersionAreSaidInOneLine(String change, String versions) throws Exception {
    Map<String, Object> settings = new HashMap<>(somewhere());
    settings.putAll(TestDatabase.migrated());
    execute(settings, change);
    assertLine(
        settings,
        "the tables of this database were made by another version, a newer one or one before 0.9.0: start"
            + " that one, or restore a backup (upgrade.md); changes that differ: "
            + versions);
  }

  private static void execute(Map<String, Object> settings, String sql) throws SQLException {
    try (Connection database =
            DriverManager.getConnection(
                String.valueOf(settings.get("spring.datasource.url")),
                String.valueOf(settings.get("spring.datasource.username")),
                String.valueOf(settings.get("spring.datasource.password")));
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Map<String, Object> somewhere() {
    Map<String, Object> settings = new HashMap<>(servers());
    settings.put("server.port", "0");
    settings.put("management.server.port", "-1");
    return settings;
  }

  private static Map<String, Object> servers() {
    return Map.of("spring.mail.host", "127.0.0.1", "sallyport.sms.http.url", "http://127.0.0.1:9/");
  }

  private static void assertRefusedForNow(Refused refused, String line) {
    assertThat(refused.errors()).containsExactly("sallyport: " + line);
    assertThat(refused.exitCode()).isEqualTo(75);
  }

  /** Starts in this process, without its logging. */
  private void assertLine(Map<String, Object> settings, String line) {
    SpringApplication application = new SpringApplication(Sallyport.class);
    application.setRegisterShutdownHook(false);
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    try {
      assertThatThrownBy(() -> application.run(arguments(settings)).close())
          .satisfies(fault -> assertThat(StartRefused.lineOf(fault)).contains(line));
    } finally {
      System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
    }
  }

  private String[] arguments(Map<String, Object> settings) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--sallyport.data=" + folder.resolve("data"));
    settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return arguments.toArray(String[]::new);
  }

  private record Refused(int exitCode, List<String> errors) {}

  private Refused start(Map<String, Object> settings) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(JavaProcess.command(Sallyport.class, arguments(settings)))
            .redirectError(errors.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroy();
    }
    return new Refused(process.waitFor(), Files.readAllLines(errors, StandardCharsets.UTF_8));
  }
}
