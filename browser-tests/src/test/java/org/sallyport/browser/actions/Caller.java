package org.sallyport.browser.actions;

import org.sallyport.testing.People.Person;

/** A user with Chromium. */
public record Caller(Person person, Window window) implements PortalUser<Caller> {
  @Override
  public Caller self() {
    return this;
  }
}
