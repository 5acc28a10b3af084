package org.sallyport.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command `./sallyport` as run from a shell. */
class CommandTest {
  private static final int REFUSED = 2;

  @TempDir Path folder;

  private record Outcome(int status, String out, List<String> err) {}

  private Outcome run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Checkout.ROOT.resolve("sallyport").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("S"));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("answers at once").isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readAllLines(err, StandardCharsets.UTF_8));
  }

  private void assertRefused(String why, String... words) throws Exception {
    Outcome outcome = run(words);
    assertThat(outcome.err()).containsExactly("sallyport: " + why);
    assertThat(outcome.status()).isEqualTo(REFUSED);
    assertThat(outcome.out()).isEmpty();
  }

  @Nested
  class WhatIsWrongIsSaidInOneLineAndNothingIsDone {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            demo --prot 80                  | demo: no such option: --prot
            demo --port                     | --port needs a value
            demo --port 0                   | --port: no port: 0
            demo --port 65536               | --port: no port: 65536
            demo --port eighty              | --port: no port: eighty
            demo --outbox-port -1           | --outbox-port: no port: -1
            demo --data                     | --data needs a value
            demo --port 64999 --outbox-port 64999 | the portal and the outbox cannot both have port 64999
            serve --config                  | --config needs a value
            serve --config nowhere.yml      | no such file: nowhere.yml
            serve --config settings.conf    | settings are a .yml, .yaml or .properties file, not settings.conf
            serve --debug                   | serve: no such option: --debug
            test --slow                     | test: no such option: --slow
            account                         | account: which command? see: ./sallyport help
            account shred hester            | account: no such command: shred
            backup                          | backup: which folder? see: ./sallyport help
            restore                         | restore: which folder? see: ./sallyport help
            restore none --data none --key x | restore: no such folder: none
            account missing                 | account missing: which file?
            account reset-confirm x --by y  | account reset-confirm: an admin confirms a reset signed in to the portal, under /admin/resets
            account confirm-name x y --by z | account confirm-name: an admin confirms a name signed in to the portal, under /admin/names
            account import                  | account import: which file?
            account import nobody.csv       | no such file: nobody.csv
            account list --data nowhere     | no such folder: nowhere
            account list --config no.yml    | no such file: no.yml
            dmeo                            | no such command: dmeo, see: ./sallyport help
            """)
    void aWrongWord(String words, String why) throws Exception {
      assertRefused(why, words.split(" "));
    }

    @Test
    void noWord() throws Exception {
      assertRefused("no command, see: ./sallyport help");
    }

    /** Lets these tests pass while a demo runs on the default ports. */
    @Test
    void whatIsNoPortIsSaidBeforeOneThatIsTaken() throws Exception {
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        String port = Integer.toString(taken.getLocalPort());
        assertRefused("--outbox-port: no port: -1", "demo", "--port", port, "--outbox-port", "-1");
        assertRefused(
            "the portal and the outbox cannot both have port " + port,
            "demo",
            "--port",
            port,
            "--outbox-port",
            port);
      }
    }

    @Test
    void aTakenPort() throws Exception {
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        String port = Integer.toString(taken.getLocalPort());
        assertRefused(
            "port " + port + " is taken, choose another with --port", "demo", "--port", port);
        assertRefused(
            "port " + port + " is taken, choose another with --outbox-port",
            "demo",
            "--port",
            Integer.toString(TestPorts.next()),
            "--outbox-port",
            port);
      }
    }
  }

  @Test
  void helpNamesEveryCommand() throws Exception {
    Outcome help = run("help");
    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains("demo", "serve", "account", "test", "--fresh", "--config")
        .contains("account import-preview FILE.csv", "account audit-verify", "--all");
  }

  /** The package's help, manual page and completion, made from the same list. */
  @Nested
  class ThePackage {
    private String made(String function) throws Exception {
      Path out = folder.resolve("made.txt");
      Process process =
          new ProcessBuilder(
                  "bash",
                  "-euc",
                  "HOME_FOLDER=$1; for part in words help package; do . $1/ops/command/$part.sh; done; "
                      + function,
                  "bash",
                  Checkout.ROOT.toString())
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectErrorStream(true)
              .start();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      String text = Files.readString(out, StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as(text).isZero();
      return text;
    }

    @Test
    void hasTheCommandsOfThePackageOnly() throws Exception {
      assertThat(made("help_text package"))
          .contains("account import-preview FILE.csv", "backup DIR", "restore DIR", "version")
          .doesNotContain("./sallyport", "--fresh", "bench", "--data");
      assertThat(made("manual"))
          .contains(".TP\n\\fBaccount\\fR \\fBimport\\-preview\\fR \\fIfile.csv\\fR", ".SH FILES")
          .doesNotContain("@COMMANDS@", "bench");
    }

    @Test
    void aBuildIsOlderThanItsReleaseAndTwoBuildsCanBeToldApart() throws Exception {
      String tried =
          "SOURCE_DATE_EPOCH=1700000000 package_version; SOURCE_DATE_EPOCH=1700000001 package_version; "
              + "dpkg --compare-versions $(SOURCE_DATE_EPOCH=1700000000 package_version) lt $(SOURCE_DATE_EPOCH=1700000001 package_version)"
              + " && dpkg --compare-versions $(SOURCE_DATE_EPOCH=1700000001 package_version) lt 0.9.0 && echo in order";
      assertThat(made(tried).lines())
          .containsExactly("0.9.0~20231114.221320", "0.9.0~20231114.221321", "in order");
    }

    @Test
    void theServerHasTheVersionOfThePackage() throws Exception {
      String tried =
          "export SOURCE_DATE_EPOCH=1700000000 JAVA_HOME="
              + System.getProperty("java.home")
              + "; "
              + "echo 'Implementation-Version: 0.9.0-SNAPSHOT' >m; echo x >x; "
              + "\"$JAVA_HOME/bin/jar\" --create --file s.jar --manifest m x; "
              + "set_version s.jar 1.2.3~rc1; sha256sum <s.jar; cp s.jar t.jar; set_version t.jar 1.2.3~rc1; sha256sum <t.jar; "
              + "\"$JAVA_HOME/bin/jar\" --extract --file t.jar META-INF/MANIFEST.MF; cat META-INF/MANIFEST.MF";
      List<String> lines = made(tried).lines().toList();
      assertThat(lines).contains("Implementation-Version: 1.2.3~rc1");
      assertThat(lines).noneMatch(line -> line.contains("SNAPSHOT"));
      assertThat(lines.getFirst()).as("the same again").isEqualTo(lines.get(1));
    }

    @Test
    void completesWordsAndOptions() throws Exception {
      String tried =
          "completion >completion; . ./completion; "
              + "COMP_WORDS=(sallyport account import-); COMP_CWORD=2; _sallyport; printf '%s\\n' \"${COMPREPLY[@]}\"; "
              + "COMP_WORDS=(sallyport restore --v); COMP_CWORD=2; _sallyport; printf '%s\\n' \"${COMPREPLY[@]}\"; "
              + "COMP_WORDS=(sallyport account audit-verify --a); COMP_CWORD=3; _sallyport; printf '%s\\n' \"${COMPREPLY[@]}\"";
      assertThat(made(tried).lines()).containsExactly("import-preview", "--void", "--all");
    }

    @Test
    void itsGuidesLeadToFilesThatItHas() throws Exception {
      made("pack_guides $PWD/doc");
      Pattern link = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
      try (Stream<Path> guides = Files.walk(folder.resolve("doc"))) {
        for (Path guide : guides.filter(it -> it.toString().endsWith(".md")).toList()) {
          String text = Files.readString(guide);
          assertThat(link.matcher(text).results().map(it -> it.group(1)))
              .as("%s", guide)
              .allMatch(to -> to.startsWith("/usr/") || Files.exists(guide.resolveSibling(to)));
          assertThat(text).as("%s", guide).doesNotContain("](../../");
          if (!guide.startsWith(folder.resolve("doc/adr"))) {
            assertThat(text).as("%s", guide).doesNotContain("`ops/", "`./sallyport account");
          }
        }
      }
      assertThat(folder.resolve("doc/examples/prometheus/sallyport.rules.yml")).exists();
      assertThat(folder.resolve("doc/examples/grafana/sallyport.json")).exists();
      assertThat(folder.resolve("doc/examples/apache/openidc.conf")).exists();
      assertThat(folder.resolve("doc/examples/forward-auth/nginx.conf")).exists();
      assertThat(folder.resolve("doc/examples/freeradius/sallyport")).exists();
    }
  }
}
