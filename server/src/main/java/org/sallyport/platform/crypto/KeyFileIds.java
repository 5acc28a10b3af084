package org.sallyport.platform.crypto;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sallyport.platform.policy.start.StartRefused;

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

  /**
   * Reads a fingerprint of each key, by its id: SHA-256 of 32 random bytes, which discloses nothing
   * of them.
   *
   * @throws StartRefused as above
   */
  public static Map<String, String> fingerprints(Path file) {
    Map<String, String> prints = new TreeMap<>();
    KeyFile.existing(file).forEach((id, key) -> prints.put(id, fingerprint(key)));
    return prints;
  }

  /**
   * Whether a key of the file decrypts a value; the id alone does not tell.
   *
   * @throws StartRefused as above
   */
  public static boolean opens(Path file, byte[] sealed, SealContext context) {
    try {
      new Sealer(new Keys(KeyFile.existing(file))).open(sealed, context);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static String fingerprint(byte[] key) {
    return HexFormat.of().formatHex(Digest.sha256(key));
  }
}
