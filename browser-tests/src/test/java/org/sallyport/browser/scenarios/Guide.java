package org.sallyport.browser.scenarios;

import java.time.Duration;
import org.sallyport.access.Origin;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Links;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;

/** Leads somebody to a page, at one width. */
final class Guide {
  private final Scenario at;
  private final Width width;

  Guide(Scenario at, Width width) {
    this.at = at;
    this.width = width;
  }

  People people() {
    return at.people;
  }

  Scenario at() {
    return at;
  }

  void turn(Duration by) {
    at.clock.turn(by);
  }

  /** A stranger who opens an address. */
  Window stranger(String path) {
    Window window = at.window(width);
    window.open(path);
    return window;
  }

  Caller caller(Person person) {
    return at.caller(person, width);
  }

  /** Somebody between the doors. */
  Caller halfWay(Person person) {
    return caller(person).givesPassword();
  }

  /** Somebody behind both doors. */
  Caller inside(Person person) {
    return caller(person).comesIn();
  }

  Caller inside() {
    return inside(people().byEmail());
  }

  /** Somebody behind both doors, on that page. */
  Window inside(String path) {
    Window window = inside().window();
    window.open(path);
    return window;
  }

  /** Somebody with studies, and the list of them. */
  Window reader() {
    Person reader = people().byEmail();
    at.shelf.fill(reader);
    return inside(reader).window();
  }

  /** Somebody behind both doors who has pressed a button under Security. */
  Caller begins(Caller caller, String button) {
    caller.window().open("/settings/account");
    caller.window().press(button);
    return caller;
  }

  Caller begins(String button) {
    return begins(inside(), button);
  }

  /** The same so late that the second factor is asked for again. */
  Caller beginsLate(Person person, String button) {
    Caller caller = inside(person);
    turn(Duration.ofMinutes(6));
    return begins(caller, button);
  }

  /** Somebody without a password, and the link of the mail that lets them set one. */
  Window invited() {
    Person person = people().undecided();
    at.rows.update(
        "update account set password_hash = null, password_changed_at = null where id = ?",
        person.id().value());
    at.activations.invite(person.id(), "desk", Origin.COMMAND_LINE);
    return stranger(Links.next(person.email()));
  }

  /** Somebody who has forgotten the password, and the link of the mail. */
  Window forgetful() {
    Person person = people().byEmail();
    Window window = stranger("/forgotten");
    window.type("Username", person.username());
    window.press("Continue");
    window.open(Links.next(person.email()));
    return window;
  }

  /** Somebody else locks the account by five wrong codes. */
  void locksOut(Person person) {
    Caller stranger = halfWay(person);
    stranger.answersWrongly(stranger.mailedCode(), 5);
  }
}
