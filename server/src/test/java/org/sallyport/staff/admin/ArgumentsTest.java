package org.sallyport.staff.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  @Test
  void wordsAndOptionsStandInAnyOrder() throws BadUsage {
    Arguments arguments =
        Arguments.parse(
            "account",
            List.of("unlock", "--data=/srv/x", "h.fenwick", "--reason", "called the desk"));
    assertThat(arguments.command()).isEqualTo(Command.UNLOCK);
    assertThat(arguments.first()).isEqualTo("h.fenwick");
    assertThat(arguments.option("reason")).isEqualTo("called the desk");
    assertThat(arguments.data()).contains("/srv/x");
  }

  /** From it come the help, the manual page and the completion. */
  @Test
  void theListOfCommandsNamesEachWithItsWordsAndOptions() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src/main/resources/commands.txt"));
    for (Command command : Command.values()) {
      if (command == Command.RESTORED) {
        continue;
      }
      String usage = command.usage().replaceAll(" \\[.*", "").replace("USERNAME", "NAME");
      List<String> here =
          lines.stream()
              .dropWhile(line -> !line.startsWith("both " + usage.replace("FILE", "")))
              .toList();
      assertThat(here).as(usage).isNotEmpty();
      assertThat(here.getFirst()).contains(" :: ");
      List<String> options =
          here.stream().skip(1).takeWhile(line -> line.startsWith("  --")).toList();
      Stream.concat(command.flags().stream(), command.optional().stream())
          .forEach(
              option ->
                  assertThat(options)
                      .as(usage)
                      .anyMatch(it -> it.startsWith("  --" + option + " ")));
    }
  }

  @Test
  void manyAccountsAreNamedInWordsAndInAFile(@TempDir Path folder) throws Exception {
    Path names = folder.resolve("names.txt");
    Files.writeString(names, "# left in November\n\n c.reed   # physician, Cal Reed\nd.moss\n");
    List<String> words =
        List.of("disable", "a.one", "b.two", "--reason", "left", "--names", names.toString());
    assertThat(Work.of(Arguments.parse("account", words)).names())
        .containsExactly("a.one", "b.two", "c.reed", "d.moss");
    Files.writeString(names, "# nobody\n");
    assertThatThrownBy(
            () ->
                Work.of(
                    Arguments.parse(
                        "account",
                        List.of("disable", "--reason", "left", "--names", names.toString()))))
        .isInstanceOfSatisfying(
            BadUsage.class,
            bad ->
                assertThat(bad.line())
                    .isEqualTo("account disable: " + names + " names no account"));
  }

  @ParameterizedTest
  @CsvSource({
    "'','account: no such command; there are import, import-preview, missing, list, show, unlock,"
        + " invite, activation-code, disable, enable, export, erase, reset, reset-cancel,"
        + " audit-verify, audit-verify-file'",
    "set-password,'account: no such command; there are import, import-preview, missing, list, show,"
        + " unlock, invite, activation-code, disable, enable, export, erase, reset, reset-cancel,"
        + " audit-verify, audit-verify-file'",
    "keys,'account keys: it is now: keys list'",
    "retire-key k1 --reason x,'account retire-key: it is now: keys retire KEY --reason TEXT'",
    "audit-verify --all --all,account audit-verify: --all is there twice",
    "audit-verify x,usage: account audit-verify [--all] [--data DIR]",
    "list --all,account list: no such option: --all",
    "list --color,account list: no such option: --color",
    "list x,usage: account list [--data DIR]",
    "show,usage: account show USERNAME [--data DIR]",
    "unlock h,usage: account unlock USERNAME... --reason TEXT [--names FILE] [--data DIR]",
    "unlock h --reason,account unlock: --reason needs a value",
    "unlock h --reason --data x,account unlock: --reason needs a value",
    "unlock h --reason=,account unlock: --reason needs a value",
    "unlock h --reason a --reason b,account unlock: --reason is there twice",
    "show h --password x,account show: no such option: --password",
    "reset h,usage: account reset USERNAME --reason TEXT [--number-lost] [--data DIR]",
    "reset h --by ada --reason x,account reset: no such option: --by",
    "reset-cancel h --by ada,account reset-cancel: no such option: --by",
    "reset-confirm h --by ada,'account reset-confirm: an admin confirms a reset signed in to the"
        + " portal, under /admin/resets'",
    "reset-confirm,'account reset-confirm: an admin confirms a reset signed in to the portal, under"
        + " /admin/resets'",
    "confirm-name h X^Y --by ada,'account confirm-name: an admin confirms a name signed in to the"
        + " portal, under /admin/names'"
  })
  void whatIsWrongIsSaidInOneLine(String words, String line) {
    assertThatThrownBy(() -> Arguments.parse("account", List.of(words.split(" "))))
        .isInstanceOfSatisfying(BadUsage.class, bad -> assertThat(bad.line()).isEqualTo(line));
  }
}
