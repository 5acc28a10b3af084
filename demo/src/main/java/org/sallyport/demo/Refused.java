package org.sallyport.demo;

import java.io.Serial;

/** The demo does not start; the message is one line with the reason. */
public final class Refused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public Refused(String why) {
    super(why);
  }
}
