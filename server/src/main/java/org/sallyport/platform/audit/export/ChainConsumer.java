package org.sallyport.platform.audit.export;

/** Reads the chain of audit events in order; events that it has not read yet are not cut. */
public interface ChainConsumer {

  /**
   * The number of the last link that it no longer needs; {@link Long#MAX_VALUE} if it needs none.
   */
  long doneUpTo();
}
