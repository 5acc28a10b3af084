package org.sallyport.secondfactor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.sallyport.session.SignIn;

/** Waits for answers that are given elsewhere, without holding a thread or a connection. */
public interface Approvals {

  /**
   * Completes with true when the question that was put in this sign-in is not open any more, at
   * once if it is not now; with false when the patience ends.
   */
  CompletableFuture<Boolean> settled(SignIn signIn, Purpose purpose, Duration patience);
}
