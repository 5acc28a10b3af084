package org.sallyport.browser.scenarios.guide;

import java.time.Duration;
import java.util.function.Function;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.PortalUser;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;

/**
 * Brings a user to a page.
 *
 * @param <U> the kind of user, by its kind of window
 */
public class Guide<U extends PortalUser<U>> {
  private final Scenario at;
  private final Function<Person, U> callers;

  /**
   * @param callers opens a new browser for a person
   */
  protected Guide(Scenario at, Function<Person, U> callers) {
    this.at = at;
    this.callers = callers;
  }

  /** Guides users with Chromium, at one width. */
  public static Guide<Caller> inChromium(Scenario at, Width width) {
    return new Guide<>(at, person -> at.caller(person, width));
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

  public U caller(Person person) {
    return callers.apply(person);
  }

  /** A user after the password, before the second factor. */
  public U halfWay(Person person) {
    return caller(person).hasGivenPassword();
  }

  /** A signed-in user who has not opened a page yet. */
  public U signedIn(Person person) {
    return at.sessions.open(caller(person));
  }

  /** A signed-in user on the landing page. */
  public U inside(Person person) {
    U caller = signedIn(person);
    caller.window().open("/studies");
    return caller;
  }

  public U inside() {
    return inside(people().byEmail());
  }

  /** A signed-in user who pressed a button under Security. */
  public U begins(U caller, String button) {
    caller.window().open("/settings/account");
    caller.window().press(button);
    return caller;
  }

  public U begins(String button) {
    return begins(signedIn(people().byEmail()), button);
  }

  /** The same, late enough that the second factor is requested again. */
  public U beginsLate(Person person, String button) {
    U caller = signedIn(person);
    turn(Duration.ofMinutes(6));
    return begins(caller, button);
  }

  /** Locks the account with five wrong codes in another browser. */
  public void locksOut(Person person) {
    U stranger = halfWay(person);
    stranger.answersWrongly(stranger.mailedCode(), 5);
  }
}
