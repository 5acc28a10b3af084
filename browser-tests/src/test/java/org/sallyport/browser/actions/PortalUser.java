package org.sallyport.browser.actions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;

/**
 * A user with an account, a window, and an inbox.
 *
 * @param <U> the kind of user, by its kind of window
 */
public interface PortalUser<U extends PortalUser<U>> {
  Duration TIMEOUT = Duration.ofSeconds(20);

  /** The tag of a code in the subject of its mail, in any language. */
  Pattern TAG = Pattern.compile("\\b([A-Z][0-9])[\\u2069\\u00a0\\u202f ]*:");

  Person person();

  PortalWindow window();

  /** This user, as its own kind. */
  U self();

  /** Submits name and password. */
  default U givesPassword() {
    window().open("/login");
    givesPassword(People.PASSWORD);
    return self();
  }

  /** Submits the name and the given password on the open page. */
  default void givesPassword(String password) {
    window().type("Username", person().username());
    window().type("Password", password);
    window().press("Continue");
  }

  /** Submits a code. */
  default void answers(String code) {
    window().type("One-Time-Password", code);
    window().press("Continue");
  }

  /** Submits a wrong code a number of times. */
  default void answersWrongly(String code, int times) {
    for (int i = 0; i < times; i++) {
      answers(Codes.wrong(code));
    }
  }

  default void asksAgain() {
    window().press("Resend One Time Password");
  }

  /** Passes the password step without showing its page, and opens the next one. */
  default U hasGivenPassword() {
    window().open(submitsPassword());
    return self();
  }

  /** Completes the sign-in without showing its pages. */
  default U signsIn() {
    submitsCode();
    return self();
  }

  /** Completes the sign-in without showing its pages, and opens the page it leads to. */
  default U comesIn() {
    window().open(submitsCode());
    return self();
  }

  /** Signs in with the remember box ticked, without showing the pages, and restarts the browser. */
  default U comesInAndIsRemembered() {
    String next = submitsCode("remember", "yes");
    if (!next.equals("/studies")) {
      throw new AssertionError("not in but at " + next);
    }
    window().restart();
    return self();
  }

  private String submitsPassword() {
    return window().submit("/login", "username", person().username(), "password", People.PASSWORD);
  }

  private String submitsCode(String... more) {
    String step = submitsPassword();
    List<String> fields = new ArrayList<>(List.of("code", mailedCode()));
    fields.addAll(List.of(more));
    return window().submit(step, fields.toArray(String[]::new));
  }

  /** Whether the password alone does not open a session; restarts the browser afterwards. */
  default boolean needsACode() {
    givesPassword();
    boolean asked = window().path().equals("/login/code");
    if (!asked && !isIn()) {
      throw new AssertionError("neither in nor asked but at " + window().path());
    }
    window().restart();
    return asked;
  }

  /** The next mail with a code; notifications are skipped. */
  default Received mail() {
    Received mail = Inbox.next(person().email());
    while (!TAG.matcher(String.valueOf(mail.subject())).find()) {
      mail = Inbox.next(person().email());
    }
    return mail;
  }

  /** The code in the next mail. */
  default String mailedCode() {
    return Codes.in(mail());
  }

  /** The tag of the code in a mail. */
  static String tag(Received mail) {
    Matcher tag = TAG.matcher(String.valueOf(mail.subject()));
    if (!tag.find()) {
      throw new AssertionError("no code is mailed with the subject " + mail.subject());
    }
    return tag.group(1);
  }

  /** The code in the next SMS. */
  default String textedCode() {
    return Codes.next(person().phone());
  }

  /**
   * Reloads until the alert appears: the gateway is called asynchronously, so its result is on a
   * later page.
   */
  default U reloadsUntilAlert() {
    Instant end = Instant.now().plus(TIMEOUT);
    while (window().alert().isEmpty() && Instant.now().isBefore(end)) {
      window().reload();
    }
    return self();
  }

  default boolean isIn() {
    return window().path().equals("/studies");
  }
}
