package org.sallyport.staff.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.platform.commandline.CommandList;

class CommandTest {
  @Test
  void wordsAndOptionsStandInAnyOrder() throws BadUsage {
    Arguments arguments =
        Command.parse(
            "account",
            List.of("unlock", "--data=/srv/x", "h.fenwick", "--reason", "called the desk"));
    assertThat(Command.of(arguments)).isEqualTo(Command.UNLOCK);
    assertThat(arguments.first()).isEqualTo("h.fenwick");
    assertThat(arguments.option("reason")).isEqualTo("called the desk");
    assertThat(arguments.optional(Command.DATA)).contains("/srv/x");
  }

  @Test
  void theListNamesEachCommandOfTheServer() throws IOException {
    Pattern command =
        Pattern.compile("both ((?:account|group|application|study|keys|restore) [a-z-]+).*");
    assertThat(Files.readAllLines(Path.of("src/main/resources/commands.txt")))
        .filteredOn(line -> command.matcher(line).matches())
        .extracting(line -> command.matcher(line).replaceFirst("$1"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Command.values()).map(Command::full).toList());
  }

  @Test
  void manyAccountsAreNamedInWordsAndInAFile(@TempDir Path folder) throws Exception {
    Path names = folder.resolve("names.txt");
    Files.writeString(names, "# left in November\n\n c.reed   # physician, Cal Reed\nd.moss\n");
    List<String> words =
        List.of("disable", "a.one", "b.two", "--reason", "left", "--names", names.toString());
    assertThat(Work.of(Command.parse("account", words)).names())
        .containsExactly("a.one", "b.two", "c.reed", "d.moss");
    Files.writeString(names, "# nobody\n");
    assertThatThrownBy(
            () ->
                Work.of(
                    Command.parse(
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
        + " invite, activation-code, disable, enable, export, erase, release-username, reset, reset-cancel,"
        + " audit-verify, audit-verify-file'",
    "set-password,'account: no such command; there are import, import-preview, missing, list, show,"
        + " unlock, invite, activation-code, disable, enable, export, erase, release-username, reset, reset-cancel,"
        + " audit-verify, audit-verify-file'",
    "keys,'account keys: it is now: keys list'",
    "retire-key k1 --reason x,'account retire-key: it is now: keys retire KEY --reason TEXT'",
    "audit-verify --all --all,account audit-verify: --all is there twice",
    "audit-verify x,usage: account audit-verify [--all] [--data DIR]",
    "list --all,account list: no such option: --all",
    "list --color,account list: no such option: --color",
    "list x,usage: account list [--data DIR]",
    "show,usage: account show NAME [--data DIR]",
    "unlock h,usage: account unlock NAME... --reason TEXT [--names FILE] [--data DIR]",
    "disable --reason x,usage: account disable NAME... --reason TEXT [--names FILE] [--data DIR]",
    "import,usage: account import FILE.csv [--data DIR]",
    "audit-verify --all=x,account audit-verify: no such option: --all",
    "unlock h --resaon x,account unlock: no such option: --resaon",
    "unlock h --reason,account unlock: --reason needs a value",
    "unlock h --reason --data x,account unlock: --reason needs a value",
    "unlock h --reason=,account unlock: --reason needs a value",
    "unlock h --reason a --reason b,account unlock: --reason is there twice",
    "show h --password x,account show: no such option: --password",
    "reset h,usage: account reset NAME --reason TEXT [--number-lost] [--data DIR]",
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
    assertThatThrownBy(() -> Command.parse("account", List.of(words.split(" "))))
        .isInstanceOfSatisfying(BadUsage.class, bad -> assertThat(bad.line()).isEqualTo(line));
  }

  @ParameterizedTest
  @CsvSource({
    "backup,a b,usage: backup DIR [--data DIR]",
    "backup,a --keys k,backup: no such option: --keys",
    "restore,'',usage: restore DIR [--keys FILE] [--data DIR]",
    "restore,a --data b --data c,restore: --data is there twice",
    "restore --void,'',usage: restore --void --reason TEXT [--data DIR]"
  })
  void aBackupIsRefusedInTheSameWords(String name, String words, String line) {
    List<String> given = words.isEmpty() ? List.of() : List.of(words.split(" "));
    assertThatThrownBy(() -> CommandList.of(name).with("--data DIR").parse(given))
        .isInstanceOfSatisfying(BadUsage.class, bad -> assertThat(bad.line()).isEqualTo(line));
  }
}
