package org.sallyport.staff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.audit.AuditLinks;
import org.sallyport.platform.audit.ChainTurn;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.platform.nodes.RunningNode;
import org.sallyport.platform.nodes.RunningNodes;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.commands.Commands;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The key file has k1, in use, and k2, which is newer. */
@SallyportTest
class KeyCommandsTest {
  private static final String OTHER_VERSION = "0.0.9";

  @Autowired Commands commands;
  @Autowired ConfigurableEnvironment settings;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;
  @Autowired AuditChain chain;
  @Autowired AuditLinks links;
  @Autowired RunningNodes nodes;
  @Autowired TransactionTemplate transaction;

  @Value("${sallyport.secrets.key-file}")
  Path file;

  private List<String> before = List.of();

  @BeforeEach
  void remember() throws Exception {
    before = Files.readAllLines(file);
  }

  @AfterEach
  void restore() throws Exception {
    Files.write(file, before);
    // PostgreSQL shows a connection for a moment after its end.
    assertThat(Poll.until(Duration.ofSeconds(20), this::othersHaveEnded)).isTrue();
  }

  private boolean othersHaveEnded() {
    return nodes.all().stream().noneMatch(node -> node.version().equals(OTHER_VERSION));
  }

  private CommandResult run(String... words) {
    try {
      return commands.run(Work.of(Command.parse("keys", Arrays.asList(words))));
    } catch (BadUsage e) {
      throw new AssertionError(e);
    }
  }

  private List<String> ids() throws Exception {
    return Files.readAllLines(file).stream().map(line -> line.replaceAll(":.*", "")).toList();
  }

  private String permissions() throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private long recorded(String type) {
    return jdbc.sql("select count(*) from audit_event where type = 'SystemEvent.' || :type")
        .param("type", type)
        .query(Long.class)
        .single();
  }

  /** A connection that names itself like a server with these keys. */
  private Connection server(String... keys) throws Exception {
    Properties login = new Properties();
    login.setProperty("user", settings.getRequiredProperty("spring.datasource.username"));
    login.setProperty("password", settings.getRequiredProperty("spring.datasource.password"));
    login.setProperty(
        "ApplicationName", new RunningNode(OTHER_VERSION, List.of(keys)).applicationName());
    return DriverManager.getConnection(
        settings.getRequiredProperty("spring.datasource.url"), login);
  }

  @Nested
  class Rule42_WhatStandsOnEachKey {
    @Test
    void isListed() {
      people.byEmail();
      String text = ((Done) run("list")).text();
      assertThat(text)
          .containsPattern(
              "(?s)k1, in use:.*[0-9]+ passwords, which have to be set anew.*\nk2, not in use yet.*:\n  ");
    }
  }

  @Nested
  class Rule42_ANewKey {
    @Test
    void isTakenIntoUseWhenEveryServerKnowsIt() throws Exception {
      assertThat(
              Poll.until(
                  Duration.ofSeconds(10),
                  () -> nodes.all().stream().anyMatch(node -> node.knows("k2"))))
          .isTrue();
      long events = recorded("KeyRotated");
      assertThat(run("rotate"))
          .isInstanceOfSatisfying(
              Done.class,
              done ->
                  assertThat(done.text())
                      .contains("protects what is new with k2", "made with k1 stays valid"));
      assertThat(ids()).containsExactly("k2", "k1");
      assertThat(permissions()).isEqualTo("rw-------");
      assertThat(recorded("KeyRotated")).isEqualTo(events + 1);
    }

    @Test
    void waitsForAServerThatDoesNotKnowIt() throws Exception {
      try (Connection old = server("k1")) {
        assertThat(old.isValid(1)).isTrue();
        assertThat(run("rotate"))
            .isEqualTo(
                new Refused(
                    "keys rotate: k2 is unknown to a running server (version 0.0.9); copy the key file to each"
                        + " machine, restart each server, then run this again"));
        assertThat(run("list").toString())
            .contains("k2, not in use yet: unknown to a running server (version 0.0.9)");
      }
      assertThat(Files.readAllLines(file)).isEqualTo(before);
    }

    @Test
    void isAddedAsTheLastLineAndUsedByTheNextCommand(@TempDir Path folder) throws Exception {
      Path own = Files.write(folder.resolve("keys.txt"), List.of(TestSettings.KEY));
      assertThat(beside(own, "keys", "rotate").out())
          .contains("The key k2 is in " + own, "Restart each server");
      List<String> lines = Files.readAllLines(own);
      assertThat(lines).hasSize(2).startsWith(TestSettings.KEY);
      assertThat(lines.getLast()).matches("k2:[A-Za-z0-9+/]{43}=");
      assertThat(beside(own, "keys", "rotate").code()).isZero();
      assertThat(Files.readAllLines(own)).containsExactly(lines.getLast(), lines.getFirst());
      assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    private CommandsBeside.Said beside(Path keys, String... words) {
      StandardEnvironment same = new StandardEnvironment();
      same.getPropertySources()
          .addFirst(
              new MapPropertySource("keys", Map.of("sallyport.secrets.key-file", keys.toString())));
      same.getPropertySources()
          .addLast(Objects.requireNonNull(settings.getPropertySources().get("test")));
      return new CommandsBeside(same, clock).run(words);
    }
  }

  @Nested
  class Rule42_AnOlderKey {
    @Test
    void isNotTheOneInUseAndExists() {
      assertThat(run("retire", "k1", "--reason", "an exercise"))
          .isEqualTo(
              new Refused("keys retire: k1 is in use; take a new key into use first: keys rotate"));
      assertThat(run("retire", "k9", "--reason", "an exercise"))
          .isEqualTo(new Refused("keys retire: there is no such key, see: keys list"));
    }

    @Test
    void isNotUsedByARunningServerAnyMore() throws Exception {
      try (Connection old = server("k2", "k1")) {
        assertThat(old.isValid(1)).isTrue();
        assertThat(run("retire", "k2", "--reason", "an exercise"))
            .isEqualTo(
                new Refused(
                    "keys retire: a running server still uses k2; restart each server first"));
      }
      assertThat(Files.readAllLines(file)).isEqualTo(before);
    }

    @Test
    void isTakenOutAndRecorded() throws Exception {
      long events = recorded("KeyRetired");
      assertThat(run("retire", "k2", "--reason", "an exercise"))
          .isInstanceOfSatisfying(
              Done.class, done -> assertThat(done.text()).contains("a key file that has k2"));
      assertThat(chain.firstBroken()).isEmpty();
      assertThat(ids()).containsExactly("k1");
      assertThat(permissions()).isEqualTo("rw-------");
      assertThat(recorded("KeyRetired")).isEqualTo(events + 1);
    }

    @Test
    void staysWhileSomethingWouldBeLostUnlessThatIsConfirmed() throws Exception {
      People.Person person = people.byEmail();
      passwordStandsOn("k2", person);
      assertThat(run("retire", "k2", "--reason", "it leaked"))
          .isEqualTo(
              new Refused(
                  List.of(
                      "keys retire: these would end:",
                      "  1 passwords, which have to be set anew",
                      "To end them, add --confirm k2")));
      assertThat(run("retire", "k2", "--reason", "it leaked", "--confirm", "k1"))
          .isInstanceOf(Refused.class);
      assertThat(Files.readAllLines(file)).isEqualTo(before);
      assertThat(run("retire", "k2", "--reason", "it leaked", "--confirm", "k2"))
          .isInstanceOfSatisfying(
              Done.class, done -> assertThat(done.text()).contains("  1 passwords"));
      assertThat(ids()).containsExactly("k1");
      passwordStandsOn("k1", person);
    }

    /** Not even a confirmation ends linked apps: a server encrypts their secrets anew. */
    @Test
    void staysWhileSecretsOfAppsAreEncryptedWithIt() throws Exception {
      People.Person person = people.byEmail();
      jdbc.sql(
              """
              insert into totp_secret (id, account_id, name, secret, created_at, confirmed_at, last_step)
              values (:id, :account, 'App', convert_to(chr(2) || 'k2', 'UTF8'), now(), now(), 0)
              """)
          .param("id", person.id().value())
          .param("account", person.id().value())
          .update();
      assertThat(run("retire", "k2", "--reason", "it leaked", "--confirm", "k2"))
          .isEqualTo(
              new Refused(
                  List.of(
                      "keys retire: these are still encrypted with k2:",
                      "  1 linked authenticator apps, which a server with the new key encrypts anew",
                      "A server does it 10 seconds after its start with the new key, then every 5 minutes")));
      assertThat(Files.readAllLines(file)).isEqualTo(before);
      jdbc.sql("delete from totp_secret where id = :id").param("id", person.id().value()).update();
    }

    private void passwordStandsOn(String id, People.Person person) {
      jdbc.sql(
              "update account set password_hash = regexp_replace(password_hash, 'k=k[0-9]', 'k=' || :id) where id = :account")
          .param("id", id)
          .param("account", person.id().value())
          .update();
    }

    @Test
    void ofThePushKeyStaysUntilAServerHasStartedWithTheNextOne() throws Exception {
      pushKeyIsSealedWith("k2");
      try {
        assertThat(run("list").toString())
            .containsPattern("(?s)k2[^\n]*:\n  1 key for push services: a server with the new key");
        assertThat(run("retire", "k2", "--reason", "an exercise"))
            .isEqualTo(
                new Refused(
                    "keys retire: the key for push services is still sealed with k2; start a server with the new key first"));
        assertThat(Files.readAllLines(file)).isEqualTo(before);
      } finally {
        pushKeyIsSealedWith("k1");
      }
    }

    private void pushKeyIsSealedWith(String id) {
      jdbc.sql(
              "update app_push_key set private_key = overlay(private_key placing convert_to(:id, 'UTF8') from 2 for 2)")
          .param("id", id)
          .update();
    }

    @Test
    void staysWhileTheChainOfEventsDoesNotFit() throws Exception {
      run("list");
      ChainTurn.link(chain, links, transaction);
      long first = jdbc.sql("select min(chain_no) from audit_event").query(Long.class).single();
      CommandResult commandResult =
          transaction.execute(
              status -> {
                status.setRollbackOnly();
                jdbc.sql("alter table audit_event disable trigger all").update();
                jdbc.sql("update audit_event set address = 'elsewhere' where chain_no = :first")
                    .param("first", first)
                    .update();
                return run("retire", "k2", "--reason", "an exercise");
              });
      assertThat(commandResult)
          .isEqualTo(
              new Refused(
                  "keys retire: the chain of events is broken at link "
                      + first
                      + "; what is wrong there could not be seen any more without k2"));
      assertThat(Files.readAllLines(file)).isEqualTo(before);
    }
  }
}
