package org.sallyport.connect.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.connect.apikeys.ApiKeys;
import org.sallyport.connect.apikeys.Program;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Runs the commands of docs/api.md and docs/scim.md, in their order. */
@SallyportTest
class ApiGuideTest {
  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @LocalServerPort int port;
  @Autowired ApiKeys keys;
  @Autowired People people;
  @Autowired Rows rows;

  @Test
  void theCommandsOfTheGuideDoWhatTheySay(@TempDir Path folder) throws Exception {
    run(
        "api",
        7,
        EnumSet.range(KeyScope.ACCOUNTS_READ, KeyScope.AUDIT_READ).toArray(KeyScope[]::new),
        folder);
    assertThat(
            rows.query(
                "select name, disabled_at is not null as disabled from account where username = 'a.lindqvist'"))
        .singleElement()
        .hasToString("{name=Dr Ada Lindqvist-Moor, disabled=true}");
  }

  @Test
  void theCommandsOfTheGuideToScimDoWhatTheySay(@TempDir Path folder) throws Exception {
    assertThat(run("scim", 1, new KeyScope[] {KeyScope.SCIM}, folder))
        .contains("\"totalResults\":1");
    assertThat(rows.count("account where username = 's.tester'")).isEqualTo(1);
  }

  /** Runs the commands of a guide; what they print. */
  private String run(String guide, int least, KeyScope[] scopes, Path folder) throws Exception {
    Program program = Program.with(keys, port, people.admin().id(), scopes);
    List<String> commands =
        COMMANDS
            .matcher(Files.readString(Path.of("../docs/" + guide + ".md")))
            .results()
            .map(it -> it.group(1))
            .toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(least);
    File output = folder.resolve("output").toFile();
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-exo", "pipefail", "-c", String.join("\n", commands))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output);
    shell.environment().put("KEY", program.text());
    shell.environment().put("PORTAL", "http://localhost:" + port);
    Process run = shell.start();
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(output.toPath());
    assertThat(run.exitValue()).as("The last lines:\n%s", lastLines(printed)).isZero();
    return printed;
  }

  /** What the failed command printed, without the lists before it. */
  private static String lastLines(String printed) {
    return printed.substring(Math.max(0, printed.length() - 3000));
  }
}
