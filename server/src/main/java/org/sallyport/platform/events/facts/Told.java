package org.sallyport.platform.events.facts;

/** Who is notified of an event. */
public enum Told {
  /** The owner of the account. */
  OWNER,
  ADMINS,
  OWNER_AND_ADMINS
}
