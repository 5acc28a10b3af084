package org.sallyport.platform.crypto;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The module's classes for a test without the application, with test keys. */
public final class TestSecrets {
  private final SequencedMap<String, byte[]> masters = new LinkedHashMap<>();

  public TestSecrets() {
    this("k1");
  }

  public TestSecrets(String keyId) {
    turnKey(keyId);
  }

  /** Knows the keys of these key-file lines, the current one first. */
  public static TestSecrets of(String... lines) {
    TestSecrets secrets = new TestSecrets();
    secrets.masters.clear();
    for (String line : lines) {
      String[] parts = line.split(":", 2);
      secrets.masters.put(parts[0], Base64.getDecoder().decode(parts[1]));
    }
    return secrets;
  }

  /** Makes a key the current one; the older ones stay known. */
  public void turnKey(String id) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    masters.putFirst(id, key);
  }

  /** Removes a key, which invalidates everything made with it. */
  public void retire(String id) {
    masters.remove(id);
  }

  Keys keys() {
    return new Keys(masters);
  }

  public PasswordKey passwordKey() {
    return new PasswordKey(keys());
  }

  public KeyedHash keyedHash() {
    return new KeyedHash(keys());
  }

  public Sealer sealer() {
    return new Sealer(keys());
  }

  public RandomValues randomValues(Clock clock) {
    return new RandomValues(clock);
  }
}
