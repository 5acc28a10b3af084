package org.sallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.account.Accounts;
import org.sallyport.testing.Inbox;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command line as a process of its own beside the application, on the same database. */
@SallyportTest
class CommandLineTest {
  @Autowired Environment settings;
  @Autowired Accounts accounts;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void logAgain() {
    LoggingSystem.get(getClass().getClassLoader()).setLogLevel("ROOT", LogLevel.INFO);
  }

  private int run(String... words) {
    return CommandLine.run(words, print(out), print(err), this::asTheApplication);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private void asTheApplication(ConfigurableApplicationContext context) {
    Map<String, Object> same = new HashMap<>();
    for (String name :
        new String[] {
          "spring.datasource.url",
          "spring.datasource.username",
          "spring.datasource.password",
          "sallyport.secrets.key-file"
        }) {
      same.put(name, settings.getRequiredProperty(name));
    }
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("same", same));
    context.addBeanFactoryPostProcessor(beans -> oneClock((DefaultListableBeanFactory) beans));
  }

  private void oneClock(DefaultListableBeanFactory beans) {
    for (String other : beans.getBeanNamesForType(Clock.class)) {
      beans.removeBeanDefinition(other);
    }
    beans.registerSingleton("clock", clock);
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("accounts.csv"), text).toString();
  }

  @Test
  void anImportBesideTheApplicationIsMailedByTheApplication() throws IOException {
    String file =
        file(
            "username,name,email,role\nnew.comer,New Comer,new.comer@practice.example,physician\n");
    assertThat(run("account", "import", file)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "1 account made, 0 updated, 0 unchanged; 1 activation link sent.\n");
    assertThat(err.size()).isZero();
    assertThat(Inbox.next("new.comer@practice.example").text()).contains("/activate/");

    out.reset();
    assertThat(run("account", "import", file)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("0 accounts made, 0 updated, 1 unchanged; 0 activation links sent.");
    assertThat(Inbox.left("new.comer@practice.example")).isEmpty();
  }

  @Test
  void linksLeadToTheAddressThatTheApplicationLeftInItsFolder() throws IOException {
    Files.writeString(
        folder.resolve("installation.properties"),
        "sallyport.public-url=https\\://portal.lindenmoor.example\nsallyport.installation.name=Lindenmoor\n");
    String file =
        file("username,name,email,role\nfar.away,Far Away,far.away@practice.example,patient\n");
    assertThat(run("account", "import", file, "--data", folder.toString())).isZero();
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
    assertThat(run("account", "import", file)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            file + ", line 3: email: is not one plain e-mail address",
            file + ", line 4: role: is not physician, admin or patient");
    assertThat(out.size()).isZero();
    assertThat(accounts.findByUsername("fine.one")).isEmpty();
    assertThat(Inbox.left("fine@practice.example")).isEmpty();
  }

  @Test
  void whatCannotBeReadOrUnderstoodNeedsNoDatabase() {
    assertThat(run("account", "import", folder.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(run("account")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "account import: no such file: " + folder.resolve("none.csv"),
            "account: which command? " + Command.words());
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsOneLine() {
    int code =
        CommandLine.run(
            new String[] {"account", "list"},
            print(out),
            print(err),
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
