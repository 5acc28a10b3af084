package org.sallyport.connect.forwardauth.check;

import org.jspecify.annotations.Nullable;
import org.sallyport.connect.forwardauth.sessions.Caller;

/** What is decided about a request. */
public sealed interface Verdict {

  /**
   * It may pass.
   *
   * @param caller who asks; null for a stranger on a public path
   */
  record Pass(@Nullable Caller caller) implements Verdict {}

  /** The person has to sign in. */
  record SignIn() implements Verdict {}

  /** The person has to prove more, or anew. */
  record StepUp() implements Verdict {}

  /** Nobody may, or this account may not. */
  record Refused() implements Verdict {}
}
