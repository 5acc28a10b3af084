package org.sallyport.access;

import java.util.function.BooleanSupplier;
import org.sallyport.ids.SignInId;

/**
 * Responses that are still being written. The right to each is checked again every few seconds, on
 * whichever node it runs; a response whose right has ended is ended within five seconds (rule 34).
 */
public interface RunningResponses {

  /**
   * Watches a response until it is closed.
   *
   * @param signIn the session that it is written for
   * @param right whether what it shows may still be shown; asked by a thread of its own
   */
  Running begin(SignInId signIn, BooleanSupplier right);

  /** A response that is being written. */
  interface Running extends AutoCloseable {

    /** Whether nothing more of it may be written. */
    boolean isOver();

    /** What is done at the moment when the right ends, for example to end a read that waits. */
    void whenOver(Runnable act);

    @Override
    void close();
  }
}
