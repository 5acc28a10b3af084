package org.sallyport.studies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The reason why an account may see a study. */
public sealed interface AccessReason {

  /** The archive names the account's holder as the requesting physician. */
  record RequestedByYou() implements AccessReason {}

  /** The archive names the account's holder as the referring physician. */
  record ReferredByYou() implements AccessReason {}

  /**
   * Another person shared it.
   *
   * @param until when the share expires; null if it does not
   */
  record SharedBy(String name, @Nullable Instant until) implements AccessReason {}

  /** The reason in one word, for audit records. */
  default String word() {
    return switch (this) {
      case RequestedByYou requested -> "requested";
      case ReferredByYou referred -> "referred";
      case SharedBy shared -> "shared";
    };
  }
}
