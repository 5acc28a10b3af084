package org.sallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @CsvSource({
    "'','account: no such command; there are import, import-preview, list, show, unlock, invite, activation-code, disable, enable, reset, reset-cancel, audit-verify, audit-verify-file'",
    "set-password,'account: no such command; there are import, import-preview, list, show, unlock, invite, activation-code, disable, enable, reset, reset-cancel, audit-verify, audit-verify-file'",
    "keys,'account keys: it is now: keys list'",
    "retire-key k1 --reason x,'account retire-key: it is now: keys retire KEY --reason TEXT'",
    "audit-verify --all --all,account audit-verify: --all is there twice",
    "audit-verify x,usage: account audit-verify [--all] [--data DIR]",
    "list --all,account list: no such option: --all",
    "list --color,account list: no such option: --color",
    "list x,usage: account list [--data DIR]",
    "show,usage: account show USERNAME [--data DIR]",
    "unlock h,usage: account unlock USERNAME --reason TEXT [--data DIR]",
    "unlock h --reason,account unlock: --reason needs a value",
    "unlock h --reason --data x,account unlock: --reason needs a value",
    "unlock h --reason=,account unlock: --reason needs a value",
    "unlock h --reason a --reason b,account unlock: --reason is there twice",
    "show h --password x,account show: no such option: --password",
    "reset h,usage: account reset USERNAME --reason TEXT [--number-lost] [--data DIR]",
    "reset h --by ada --reason x,account reset: no such option: --by",
    "reset-cancel h --by ada,account reset-cancel: no such option: --by",
    "reset-confirm h --by ada,'account reset-confirm: an admin confirms a reset signed in to the portal, under /admin/resets'",
    "reset-confirm,'account reset-confirm: an admin confirms a reset signed in to the portal, under /admin/resets'",
    "confirm-name h X^Y --by ada,'account confirm-name: an admin confirms a name signed in to the portal, under /admin/names'"
  })
  void whatIsWrongIsSaidInOneLine(String words, String line) {
    assertThatThrownBy(() -> Arguments.parse("account", List.of(words.split(" "))))
        .isInstanceOfSatisfying(BadUsage.class, bad -> assertThat(bad.line()).isEqualTo(line));
  }
}
