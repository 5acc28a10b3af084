package org.sallyport.studies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.archive.Physician.Part;

/** A stored fact that may grant an account access to a study. */
sealed interface AccessGrant {

  /** The account has this number of this issuer. */
  record ByNumber(Part part, String issuer, String number) implements AccessGrant {}

  /**
   * An admin confirmed that entries with exactly this name, and without a number, mean this
   * account.
   */
  record ByName(Part part, String name) implements AccessGrant {}

  /** A share that is neither withdrawn nor expired. */
  record ByShare(String by, @Nullable Instant until) implements AccessGrant {}
}
