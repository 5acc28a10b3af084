package org.sallyport.platform.installation;

import org.sallyport.platform.messages.Messages;

/** Formats numbers of things. */
public final class Counted {
  private Counted() {}

  /** See {@link Messages#number}. */
  public static String number(long number) {
    return Messages.number(number);
  }
}
