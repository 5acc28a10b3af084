package org.sallyport.gate.personaldata;

import java.time.Instant;

/** What became of a request to erase an account. */
public sealed interface ErasureResult {

  /**
   * It is erased.
   *
   * @param pseudonym what the audit log has in place of its name
   * @param events how many events were changed
   */
  record Erased(String pseudonym, int events) implements ErasureResult {}

  /** There is no such account any more. */
  record Gone() implements ErasureResult {}

  /** It is not disabled. */
  record InUse() implements ErasureResult {}

  /** It has not been disabled for long enough. */
  record NotBefore(Instant at) implements ErasureResult {}

  /** The admins have not been told, or only lately. */
  record AdminsFirst() implements ErasureResult {}
}
