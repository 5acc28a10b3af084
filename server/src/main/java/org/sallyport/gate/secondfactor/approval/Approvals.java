package org.sallyport.gate.secondfactor.approval;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.session.SignIn;

/** Waits for answers given on another device, without holding a thread or a database connection. */
public interface Approvals {

  /**
   * Completes with true once the request of this sign-in is no longer pending, immediately if it
   * already is not; completes with false after the given duration.
   */
  CompletableFuture<Boolean> settled(SignIn signIn, Purpose purpose, Duration patience);
}
