package org.sallyport.browser.actions.text;

import org.sallyport.browser.actions.PortalUser;
import org.sallyport.testing.People.Person;

/** A user with a browser without script. */
public record TextCaller(Person person, TextWindow window) implements PortalUser<TextCaller> {
  @Override
  public TextCaller self() {
    return this;
  }
}
