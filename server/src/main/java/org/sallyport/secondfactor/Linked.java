package org.sallyport.secondfactor;

/** What came of confirming that something is to be linked. */
public sealed interface Linked {

  /** It opens the second door from now on. */
  record Done(Device device) implements Linked {}

  /**
   * The answer does not confirm it.
   *
   * @param words what to do, for the page
   */
  record NotConfirmed(String words) implements Linked {}

  /** Nothing waits to be linked in this session, or its tries are used up: it begins anew. */
  record NothingPending() implements Linked {}
}
