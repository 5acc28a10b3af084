package org.sallyport.platform.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of verifying the chain.
 *
 * @param after the number of the link after which it started: of the last cut, or of the seal at
 *     which an earlier verification ended
 * @param last the number of the last link that matches; 0 if there is none
 * @param hash of that link, in hex
 * @param broken the number of the first link that does not match; null if all match
 */
public record Verification(long after, long last, String hash, @Nullable Long broken) {

  /** The number of the first link that does not match; empty if all match. */
  public Optional<Long> firstBroken() {
    return Optional.ofNullable(broken);
  }
}
