package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;

/** Signed-in browsers with the settings open. */
public final class Inside {
  private Inside() {}

  /** Signs in with a code by SMS. */
  public static Browser bySms(int port, People.Person person) {
    return enter(new Browser(port), person, person.phone());
  }

  /** Signs in with a code by e-mail. */
  public static Browser byEmail(int port, People.Person person) {
    return enter(new Browser(port), person, person.email());
  }

  /** Signs in, with the code read from its destination, and opens Security. */
  public static Browser enter(Browser browser, People.Person person, String to, String... more) {
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", with(more, "code", code(to)));
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
    browser.get("/settings/account");
    return browser;
  }

  /** Signs in with the password alone, from a remembered browser. */
  public static Browser remembered(int port, People.Person person) {
    Browser browser = enter(new Browser(port), person, person.phone(), "remember", "yes");
    browser.post("/logout");
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
    browser.get("/settings/account");
    return browser;
  }

  /** Presses Change. */
  public static Browser.Page begin(Browser browser, Change change) {
    browser.get("/settings/account");
    return browser.post("/settings/begin", "change", change.key());
  }

  /** Presses Change and opens the form. */
  public static void open(Browser browser, Change change) {
    assertThat(begin(browser, change).location()).endsWith(change.page());
    assertThat(browser.get(change.page()).status()).isEqualTo(200);
  }

  /** The next code sent to an address or number; notifications before it are skipped. */
  public static String code(String to) {
    Received message = Inbox.next(to);
    while (!message.text().contains("One-Time-Password") && !message.text().contains("code")) {
      message = Inbox.next(to);
    }
    return Codes.in(message);
  }

  /** An account's row without the counter of its locks. */
  public static Map<String, @Nullable Object> account(Rows rows, People.Person person) {
    List<Map<String, @Nullable Object>> found =
        rows.query(
            "select email, phone, method, password_hash, wrong_codes, locked_at from account where id = ?",
            person.id().value());
    return found.getFirst();
  }

  private static String[] with(String[] more, String... fields) {
    String[] all = new String[fields.length + more.length];
    System.arraycopy(fields, 0, all, 0, fields.length);
    System.arraycopy(more, 0, all, fields.length, more.length);
    return all;
  }
}
