package org.sallyport.browser.scenarios.guide;

import java.time.Duration;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Links;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;

/** Brings a user to a page, at one width. */
public final class Guide {
  private final Scenario at;
  private final Width width;

  public Guide(Scenario at, Width width) {
    this.at = at;
    this.width = width;
  }

  public People people() {
    return at.people;
  }

  public Scenario at() {
    return at;
  }

  public void turn(Duration by) {
    at.clock.turn(by);
  }

  /** A visitor without a session who opens an address. */
  public Window stranger(String path) {
    Window window = at.window(width);
    window.open(path);
    return window;
  }

  public Caller caller(Person person) {
    return at.caller(person, width);
  }

  /** A user after the password, before the second factor. */
  public Caller halfWay(Person person) {
    return caller(person).hasGivenPassword();
  }

  /** A signed-in user who has not opened a page yet. */
  public Caller signedIn(Person person) {
    return at.sessions.open(caller(person));
  }

  /** A signed-in user on the landing page. */
  public Caller inside(Person person) {
    Caller caller = signedIn(person);
    caller.window().open("/studies");
    return caller;
  }

  public Caller inside() {
    return inside(people().byEmail());
  }

  /** A signed-in user on that page. */
  public Window inside(String path) {
    Window window = signedIn(people().byEmail()).window();
    window.open(path);
    return window;
  }

  /** A user with studies, on the study list. */
  public Window reader() {
    Person reader = people().byEmail();
    at.shelf.fill(reader);
    return inside(reader).window();
  }

  /** A signed-in user who pressed a button under Security. */
  public Caller begins(Caller caller, String button) {
    caller.window().open("/settings/account");
    caller.window().press(button);
    return caller;
  }

  public Caller begins(String button) {
    return begins(signedIn(people().byEmail()), button);
  }

  /** The same, late enough that the second factor is requested again. */
  public Caller beginsLate(Person person, String button) {
    Caller caller = signedIn(person);
    turn(Duration.ofMinutes(6));
    return begins(caller, button);
  }

  /** A user without a password who opened the activation link from the mail. */
  public Window invited() {
    Person person = people().undecided();
    at.rows.update(
        "update account set password_hash = null, password_changed_at = null where id = ?",
        person.id().value());
    at.activations.invite(person.id(), "desk", Origin.COMMAND_LINE);
    return stranger(Links.next(person.email()));
  }

  /** A user who forgot the password and opened the link from the mail. */
  public Window forgetful() {
    Window window = at.window(width);
    window.open(passwordLink(window));
    return window;
  }

  /** Reports a forgotten password in that window; returns the path of the link in the mail. */
  public String passwordLink(Window window) {
    Person person = people().byEmail();
    window.open("/forgotten");
    window.type("Username", person.username());
    window.press("Continue");
    return Links.next(person.email());
  }

  /** Locks the account with five wrong codes in another browser. */
  public void locksOut(Person person) {
    Caller stranger = halfWay(person);
    stranger.answersWrongly(stranger.mailedCode(), 5);
  }
}
