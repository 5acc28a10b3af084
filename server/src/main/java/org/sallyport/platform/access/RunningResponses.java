package org.sallyport.platform.access;

import java.util.function.BooleanSupplier;
import org.sallyport.platform.ids.SignInId;

/**
 * Responses that are still being written. On each node, the right to each response is checked every
 * few seconds; a response whose right has ended is terminated within five seconds (rule 34).
 */
public interface RunningResponses {

  /**
   * Watches a response, which the calling thread writes, until it is closed. The thread is
   * interrupted when the right has ended.
   *
   * @param signIn the session of the response
   * @param right whether its content may still be shown; called on a separate thread
   */
  Running begin(SignInId signIn, BooleanSupplier right);

  /**
   * Watches a response that no session of an account owns.
   *
   * @param right whether the reader may still see its content; called on a separate thread
   */
  Running begin(BooleanSupplier right);

  /** A response that is being written. */
  interface Running extends AutoCloseable {

    /** Whether writing must stop. */
    boolean isOver();

    /** Registers an action to run when the right ends, for example to interrupt a blocked read. */
    void whenOver(Runnable act);

    @Override
    void close();
  }
}
