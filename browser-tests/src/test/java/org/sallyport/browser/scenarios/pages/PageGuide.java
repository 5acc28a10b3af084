package org.sallyport.browser.scenarios.pages;

import org.sallyport.browser.actions.Links;
import org.sallyport.browser.actions.PortalWindow;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People.Person;

/**
 * Brings a user to a page in a browser without script, and shows the page in Chromium: the way
 * there then takes a fraction of the time.
 */
final class PageGuide extends Guide<TextCaller> {
  private final Width width;

  PageGuide(Scenario at, Width width) {
    super(at, person -> new TextCaller(person, at.textWindowLikeChromium()));
    this.width = width;
  }

  /** The page in Chromium, at the width of this guide. */
  Window shown(PortalWindow window) {
    return window instanceof TextWindow text ? at().shown(text, width) : (Window) window;
  }

  /** A visitor without a session who opens an address. */
  TextWindow stranger(String path) {
    TextWindow window = at().textWindowLikeChromium();
    window.open(path);
    return window;
  }

  /** A signed-in user on that page. */
  TextWindow inside(String path) {
    TextWindow window = signedIn(people().byEmail()).window();
    window.open(path);
    return window;
  }

  /** A user with studies, on the study list. */
  TextWindow reader() {
    Person reader = people().byEmail();
    at().shelf.fill(reader);
    return inside(reader).window();
  }

  /** A user without a password who opened the activation link from the mail. */
  TextWindow invited() {
    Person person = people().undecided();
    at().rows
        .update(
            "update account set password_hash = null, password_changed_at = null where id = ?",
            person.id().value());
    at().activations.invite(person.id(), "desk", Origin.COMMAND_LINE);
    return stranger(Links.next(person.email()));
  }

  /** A user who forgot the password and opened the link from the mail. */
  TextWindow forgetful() {
    TextWindow window = at().textWindowLikeChromium();
    window.open(passwordLink(window));
    return window;
  }

  /** Reports a forgotten password in that window; returns the path of the link in the mail. */
  String passwordLink(TextWindow window) {
    Person person = people().byEmail();
    window.open("/forgotten");
    window.type("Username", person.username());
    window.press("Continue");
    return Links.next(person.email());
  }
}
