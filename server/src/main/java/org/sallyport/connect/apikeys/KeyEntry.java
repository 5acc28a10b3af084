package org.sallyport.connect.apikeys;

import java.time.Instant;
import org.sallyport.platform.access.keys.KeyHolder;

/** Whether a call is let in. */
public sealed interface KeyEntry {

  /** It is, as this program. */
  record Admitted(KeyHolder holder) implements KeyEntry {}

  /** There is no key, or none that is valid now and here. Which it is, the caller never learns. */
  record NoValidKey() implements KeyEntry {}

  /**
   * The key made too many calls in this hour, or the address presented too many wrong ones.
   *
   * @param until when the next hour begins
   */
  record TooMany(Instant until) implements KeyEntry {}
}
