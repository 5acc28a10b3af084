package org.sallyport.studies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.archive.Physician.Part;

/** Something the database knows that may let an account see a study. */
sealed interface AccessGrant {

  /** The account has this number of this issuer. */
  record ByNumber(Part part, String issuer, String number) implements AccessGrant {}

  /** An admin confirmed that an entry of exactly this name, without a number, is the account's. */
  record ByName(Part part, String name) implements AccessGrant {}

  /** A share that is neither withdrawn nor over. */
  record ByShare(String by, @Nullable Instant until) implements AccessGrant {}
}
