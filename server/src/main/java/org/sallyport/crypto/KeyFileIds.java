package org.sallyport.crypto;

import java.nio.file.Path;
import java.util.Set;
import org.sallyport.policy.start.StartRefused;

/** The ids of the keys of a key file that no application has read. */
public final class KeyFileIds {
  private KeyFileIds() {}

  /**
   * Reads the ids.
   *
   * @throws StartRefused if the file cannot be read, or has a line that is no key
   */
  public static Set<String> of(Path file) {
    return KeyFile.existing(file).keySet();
  }
}
