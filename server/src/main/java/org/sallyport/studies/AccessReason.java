package org.sallyport.studies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why an account sees a study. */
public sealed interface AccessReason {

  /** The archive names the account's holder as the requesting physician. */
  record RequestedByYou() implements AccessReason {}

  /** The archive names the account's holder as the referring physician. */
  record ReferredByYou() implements AccessReason {}

  /**
   * Somebody shared it.
   *
   * @param until when the share ends; null if it stays
   */
  record SharedBy(String name, @Nullable Instant until) implements AccessReason {}

  /** In one word, as records have it. */
  default String word() {
    return switch (this) {
      case RequestedByYou requested -> "requested";
      case ReferredByYou referred -> "referred";
      case SharedBy shared -> "shared";
    };
  }
}
