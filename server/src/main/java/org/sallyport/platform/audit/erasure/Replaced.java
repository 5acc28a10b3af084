package org.sallyport.platform.audit.erasure;

import org.jspecify.annotations.Nullable;

/**
 * What an event keeps of its first content after texts about an erased account were replaced.
 *
 * @param commitment of the event as it was recorded, in hex
 * @param seal the keyed hash over the commitment and the content after that, in hex; may be
 *     malformed where it is read from a file
 */
public record Replaced(String commitment, String seal) {
  /** Null if one of both is. */
  public static @Nullable Replaced of(@Nullable String commitment, @Nullable String seal) {
    return commitment == null || seal == null ? null : new Replaced(commitment, seal);
  }
}
