package org.sallyport.staff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.events.EventHandler;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.TestDatabase;
import org.sallyport.testing.messages.Inbox;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.ClassUtils;

/** The command line as a separate process beside the application, on the same database. */
@Tag("slow")
@SallyportTest
class CommandLineTest {
  @Autowired ApplicationContext application;
  @Autowired Environment settings;
  @Autowired Accounts accounts;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;
  @TempDir Path folder;

  @AfterEach
  void logAgain() {
    LoggingSystem.get(getClass().getClassLoader()).setLogLevel("ROOT", LogLevel.INFO);
  }

  private CommandsBeside.Said run(String... words) {
    return new CommandsBeside(settings, clock).run(words);
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("accounts.csv"), text).toString();
  }

  @Test
  void anImportBesideTheApplicationIsMailedByTheApplication() throws IOException {
    String file =
        file(
            "username,name,email,role\nnew.comer,New Comer,new.comer@practice.example,physician\n");
    CommandsBeside.Said made = run("account", "import", file);
    assertThat(made.code()).isZero();
    assertThat(made.out())
        .isEqualToIgnoringNewLines(
            "1 account made, 0 updated, 0 unchanged; 1 activation link is being sent.\n");
    assertThat(made.err().lines())
        .singleElement()
        .asString()
        .startsWith("account: database jdbc:postgresql://")
        .doesNotContain("?");
    assertThat(Inbox.next("new.comer@practice.example").text()).contains("/activate/");

    CommandsBeside.Said again = run("account", "import", file);
    assertThat(again.code()).isZero();
    assertThat(again.out())
        .contains("0 accounts made, 0 updated, 1 unchanged; 0 activation links are being sent.");
    assertThat(Inbox.left("new.comer@practice.example")).isEmpty();
  }

  /** The receiver of events and all that it calls are also there in a command. */
  @Test
  void theEventsOfACommandHaveTheSameConsequences() {
    Class<?> receiver = AopUtils.getTargetClass(application.getBean(EventHandler.class));
    List<String> consequences =
        Stream.concat(
                Stream.of(EventHandler.class),
                Arrays.stream(receiver.getDeclaredConstructors()[0].getParameterTypes()))
            .map(type -> AopUtils.getTargetClass(application.getBean(type)).getName())
            .toList();
    assertThat(consequences).hasSizeGreaterThan(15);
    assertThat(new CommandsBeside(settings, clock).parts("account", "list"))
        .containsAll(consequences)
        .noneMatch(
            part -> part.startsWith("org.sallyport.edge.web.") && !part.endsWith("Properties"));
  }

  /** What begins when a server is ready takes ports and connections that the server has. */
  @Test
  void aCommandStartsNothingOfTheServer() throws ReflectiveOperationException {
    List<String> begun = new ArrayList<>();
    for (String part : new CommandsBeside(settings, clock).parts("account", "list")) {
      if (part.startsWith("org.sallyport.")) {
        for (Method method : ClassUtils.getUserClass(Class.forName(part)).getDeclaredMethods()) {
          EventListener listener = method.getAnnotation(EventListener.class);
          if (listener != null && List.of(listener.value()).contains(ApplicationReadyEvent.class)) {
            begun.add(part);
          }
        }
      }
    }
    assertThat(begun).isEmpty();
  }

  @Test
  void aCommandRunsBesideAServerThatTakesReports() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandsBeside beside = new CommandsBeside(settings, clock);
      Map<String, Object> reports =
          Map.of(
              "sallyport.mail.bounces.domain",
              "bounces.x.example",
              "sallyport.mail.bounces.port",
              taken.getLocalPort());
      assertThat(beside.with(reports).run("account", "list"))
          .satisfies(said -> assertThat(said.code()).as(said.err()).isZero());
    }
  }

  @Test
  void aCommandThatDisablesAnAccountEndsItsSignIns() {
    People.Person person = people.bySms();
    jdbc.sql(
            """
            insert into sign_in (id, account_id, state, password_at, last_seen_at, address, browser, attempt_expires_at)
            values (gen_random_uuid(), :account, 'password', :now, :now, '203.0.113.9', 'a browser', :now)
            """)
        .param("account", person.id().value())
        .param("now", Timestamp.from(clock.instant()))
        .update();
    assertThat(run("account", "disable", person.username(), "--reason", "left").code()).isZero();
    assertThat(
            jdbc.sql("select end_reason from sign_in where account_id = :account")
                .param("account", person.id().value())
                .query(String.class)
                .single())
        .isEqualTo("account disabled");
  }

  @Test
  void linksLeadToTheAddressThatTheApplicationLeftInItsFolder() throws IOException {
    Files.writeString(
        folder.resolve("installation.properties"),
        "sallyport.public-url=https\\://portal.lindenmoor.example\nsallyport.installation.name=Lindenmoor\n");
    String file =
        file("username,name,email,role\nfar.away,Far Away,far.away@practice.example,patient\n");
    assertThat(run("account", "import", file, "--data", folder.toString()).code()).isZero();
    assertThat(Inbox.next("far.away@practice.example").text())
        .contains("https://portal.lindenmoor.example/activate/", "at Lindenmoor");
  }

  @Test
  void aBadFileIsRefusedWithOneLineForEachBadLineAndExitCode2() throws IOException {
    String file =
        file(
            """
            username,name,email,role
            fine.one,Fine One,fine@practice.example,physician
            bad.one,Bad One,nobody,physician
            bad.two,Bad Two,two@practice.example,nurse
            """);
    CommandsBeside.Said said = run("account", "import", file);
    assertThat(said.code()).isEqualTo(2);
    List<String> lines = said.err().lines().toList();
    assertThat(lines.getFirst()).startsWith("account: database jdbc:postgresql://");
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            file + ", line 3: email: is not one plain e-mail address",
            file + ", line 4: role: is not physician, admin, helpdesk or patient");
    assertThat(said.out()).isEmpty();
    assertThat(accounts.findByUsername("fine.one")).isEmpty();
    assertThat(Inbox.left("fine@practice.example")).isEmpty();
  }

  @Test
  void whatCannotBeReadOrUnderstoodNeedsNoDatabase() {
    CommandsBeside.Said unread = run("account", "import", folder.resolve("none.csv").toString());
    assertThat(unread.code()).isEqualTo(2);
    assertThat(unread.err().lines())
        .containsExactly("account import: no such file: " + folder.resolve("none.csv"));
    CommandsBeside.Said unnamed = run("account");
    assertThat(unnamed.code()).isEqualTo(2);
    assertThat(unnamed.err().lines())
        .containsExactly("account: which command? " + Command.words("account"));
  }

  @Test
  void aFolderWithoutAnInstallationIsNamedAndNothingIsMadeByReading() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    for (String[] words :
        new String[][] {{"list"}, {"show", "x"}, {"disable", "x", "--reason", "y"}}) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
      List<String> command = new ArrayList<>(List.of("account"));
      command.addAll(List.of(words));
      command.addAll(List.of("--data", empty.toString()));
      int code = CommandLine.run(command.toArray(String[]::new), print, print);
      assertThat(code).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8).lines())
          .containsExactly(
              "account: no installation in "
                  + empty
                  + "; run this in its folder, or name it by --data DIR or --config FILE");
      assertThat(empty).isEmptyDirectory();
    }
  }

  @Test
  void aRefusalNamesTheDataThatWereLookedInto() {
    CommandsBeside.Said said = run("account", "show", "nobody.at.all");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err().lines())
        .satisfiesExactly(
            data -> assertThat(data).startsWith("account: database jdbc:postgresql://"),
            line -> assertThat(line).isEqualTo("account show: there is no such account"));
  }

  @Test
  void anEmptyDatabaseIsNamedAndNothingIsMadeByReading() {
    Path keys = folder.resolve("keys.txt");
    Map<String, Object> empty = new HashMap<>(TestDatabase.fresh());
    empty.put("sallyport.secrets.key-file", keys.toString());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
    int code =
        CommandLine.run(
            new String[] {"account", "list"},
            print,
            print,
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("empty", empty)));
    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("account: no installation in the database jdbc:postgresql://");
    assertThat(keys).doesNotExist();
    DriverManagerDataSource database =
        new DriverManagerDataSource(
            String.valueOf(empty.get("spring.datasource.url")), "postgres", "postgres");
    assertThat(
            JdbcClient.create(database)
                .sql("select count(*) from pg_tables where schemaname = 'public'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsOneLine() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
    int code =
        CommandLine.run(
            new String[] {"account", "list"},
            print,
            print,
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new MapPropertySource(
                            "gone",
                            Map.of(
                                "spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none",
                                "spring.datasource.hikari.connection-timeout", "300",
                                "sallyport.secrets.key-file", folder.resolve("k").toString()))));
    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }
}
