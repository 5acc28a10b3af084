package org.sallyport.browser.actions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;

/** A user with an account, a window, and an inbox. */
public record Caller(Person person, Window window) {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Submits name and password. */
  public Caller givesPassword() {
    window.open("/login");
    givesPassword(People.PASSWORD);
    return this;
  }

  /** Submits the name and the given password on the open page. */
  public void givesPassword(String password) {
    window.type("Username", person.username());
    window.type("Password", password);
    window.press("Continue");
  }

  /** Submits a code. */
  public void answers(String code) {
    window.type("One-Time-Password", code);
    window.press("Continue");
  }

  /** Submits a wrong code a number of times. */
  public void answersWrongly(String code, int times) {
    for (int i = 0; i < times; i++) {
      answers(Codes.wrong(code));
    }
  }

  public void asksAgain() {
    window.press("Resend One Time Password");
  }

  /** Passes the password step without showing its page, and opens the next one. */
  public Caller hasGivenPassword() {
    window.open(submitsPassword());
    return this;
  }

  /** Completes the sign-in without showing its pages. */
  public Caller signsIn() {
    submitsCode();
    return this;
  }

  /** Completes the sign-in without showing its pages, and opens the page it leads to. */
  public Caller comesIn() {
    window.open(submitsCode());
    return this;
  }

  /** Signs in with the remember box ticked, without showing the pages, and restarts the browser. */
  public Caller comesInAndIsRemembered() {
    String next = submitsCode("remember", "yes");
    if (!next.equals("/studies")) {
      throw new AssertionError("not in but at " + next);
    }
    window.restart();
    return this;
  }

  private String submitsPassword() {
    return window.submit("/login", "username", person.username(), "password", People.PASSWORD);
  }

  private String submitsCode(String... more) {
    String step = submitsPassword();
    List<String> fields = new ArrayList<>(List.of("code", mailedCode()));
    fields.addAll(List.of(more));
    return window.submit(step, fields.toArray(String[]::new));
  }

  /** Whether the password alone does not open a session; restarts the browser afterwards. */
  public boolean needsACode() {
    givesPassword();
    boolean asked = window.path().equals("/login/code");
    if (!asked && !isIn()) {
      throw new AssertionError("neither in nor asked but at " + window.path());
    }
    window.restart();
    return asked;
  }

  /** The next mail with a code; notifications are skipped. */
  public Received mail() {
    Received mail = Inbox.next(person.email());
    while (!String.valueOf(mail.subject()).startsWith("Message ")) {
      mail = Inbox.next(person.email());
    }
    return mail;
  }

  /** The code in the next mail. */
  public String mailedCode() {
    return Codes.in(mail());
  }

  /** The tag of the code in a mail. */
  public static String tag(Received mail) {
    return String.valueOf(mail.subject()).substring("Message ".length(), "Message K7".length());
  }

  /** The code in the next SMS. */
  public String textedCode() {
    return Codes.next(person.phone());
  }

  /**
   * Reloads until the alert appears: the gateway is called asynchronously, so its result is on a
   * later page.
   */
  public Caller reloadsUntilAlert() {
    Instant end = Instant.now().plus(TIMEOUT);
    while (window.alert().isEmpty() && Instant.now().isBefore(end)) {
      window.reload();
    }
    return this;
  }

  public boolean isIn() {
    return window.path().equals("/studies");
  }
}
