package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
    assertThat(dump()).as("the dump is one").contains(person.username());
    isNowhere(log, half);
    browser.post("/login/code", "code", code, "remember", "yes");
    for (String cookie : List.of("__Host-sid", "__Host-rb", "__Host-known")) {
      isNowhere(log, browser.cookie(cookie));
    }
    isNowhere(log, People.PASSWORD);
    assertThat(dump()).doesNotContain("\"" + code + "\"").doesNotContain(code + " ");
    assertThat(log.getAll()).doesNotContain(code).doesNotContain(person.email());
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
    assertThat(dump()).doesNotContain(secret);
    assertThat(dump())
        .doesNotContain(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
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

  /** Every row of every table, as text. */
  private String dump() {
    StringBuilder dump = new StringBuilder();
    rows.query("select tablename from pg_tables where schemaname = 'public'")
        .forEach(
            table ->
                rows.query(
                        "select row_to_json(t)::text as row from " + table.get("tablename") + " t")
                    .forEach(row -> dump.append(row.get("row")).append('\n')));
    return dump.toString();
  }
}
