package org.sallyport.platform.policy.start;

import java.io.Serial;

/**
 * Sallyport does not start for a temporary reason, such as a name server that does not answer yet;
 * a later start with the same settings may succeed.
 */
public class StartRefusedForNow extends StartRefused {
  @Serial private static final long serialVersionUID = 1L;

  public StartRefusedForNow(String line) {
    super(line);
  }

  public StartRefusedForNow(String line, Throwable cause) {
    super(line, cause);
  }
}
