package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An attacker with a copy of the database, and one who reads the log. */
@SallyportTest
@ExtendWith(OutputCaptureExtension.class)
class DumpTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;

  @Test
  void neitherDumpNorLogHoldsAnIdATokenACodeOrAPassword(CapturedOutput log) {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    String half = browser.cookie("__Host-pre");
    String code = Codes.next(person.email());
    assertThat(rows.tablesWith(person.username())).as("what is there is found").contains("account");
    isNowhere(log, half);
    browser.post("/login/code", "code", code, "remember", "yes");
    for (String cookie : List.of("__Host-sid", "__Host-rb", "__Host-known")) {
      isNowhere(log, browser.cookie(cookie));
    }
    isNowhere(log, People.PASSWORD);
    assertThat(rows.tablesWith(code)).isEmpty();
    assertThat(log.getAll()).doesNotContain(code).doesNotContain(person.email());
  }

  /** Otherwise the search above could find nothing, whatever is stored. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "t text := 'Code 407 193'",
        "t text := '407193'",
        "t text[] := array['a', '407193']",
        "t int[] := array[1, 407193]",
        "t int := 407193",
        "t json := '{\"code\": 407193}'",
        "t jsonb := '[{\"code\": \"407193\"}]'",
        "t bytea := convert_to('407193', 'UTF8')",
        "t bytea := convert_to('K7: 407193 is your code', 'UTF8')",
        "t bytea[] := array[convert_to('407193', 'UTF8')]",
        "t text := encode(convert_to('407193', 'UTF8'), 'hex')",
        "t text := encode(convert_to('407193', 'UTF8'), 'base64')",
        "t text := encode(convert_to('x407193 is', 'UTF8'), 'base64')",
        "t jsonb := to_jsonb(encode(convert_to('xx407193', 'UTF8'), 'base64'))"
      })
  void aCodeIsFoundInEveryForm(String column) {
    String[] parts = column.split(" := ", 2);
    rows.update("create table planted (" + parts[0] + ")");
    try {
      rows.update("insert into planted values (" + parts[1] + ")");
      assertThat(rows.tablesWith("407193")).containsExactly("planted");
      rows.update("truncate planted");
      assertThat(rows.tablesWith("407193")).isEmpty();
    } finally {
      rows.update("drop table planted");
    }
  }

  @Test
  void valuesOfTheDumpGiveNoAccess() {
    People.Person person = people.byEmail();
    Browser owner = new Browser(port);
    owner.signIn(person.username(), People.PASSWORD);
    owner.post("/login/code", "code", Codes.next(person.email()), "remember", "yes");
    byte[] session = bytes("select token_hash as b from sign_in where account_id = ?", person);
    byte[] browser =
        bytes(
            "select t.token_hash as b from trusted_browser_token t join trusted_browser b on b.id = t.browser_id where b.account_id = ?",
            person);
    for (String stolen : forms(session)) {
      Browser thief = new Browser(port);
      thief.setCookie("__Host-sid", stolen);
      assertThat(thief.get("/login").status()).isEqualTo(200);
      thief.setCookie("__Host-sid", "");
      thief.setCookie("__Host-pre", stolen);
      assertThat(thief.get("/login/code").location()).endsWith("/login");
    }
    for (String stolen : forms(browser)) {
      Browser thief = new Browser(port);
      thief.setCookie("__Host-rb", stolen);
      assertThat(thief.signIn(person.username(), People.PASSWORD).text())
          .contains("Enter the code from message");
    }
  }

  private void isNowhere(CapturedOutput log, String secret) {
    assertThat(secret).isNotEmpty();
    assertThat(rows.tablesWith(secret)).isEmpty();
    assertThat(log.getAll()).doesNotContain(secret);
  }

  private static List<String> forms(byte[] hash) {
    return List.of(
        Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
        Base64.getEncoder().encodeToString(hash).replace("=", ""),
        HexFormat.of().formatHex(hash));
  }

  private byte[] bytes(String sql, People.Person person) {
    return (byte[])
        java.util.Objects.requireNonNull(rows.query(sql, person.id().value()).getFirst().get("b"));
  }
}
