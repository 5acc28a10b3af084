package org.sallyport.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One key for each use, derived from the keys of the key file by HKDF-SHA-256 (RFC 5869). */
final class Keys {
  private static final int KEY_BYTES = 32;
  private static final Comparator<String> BY_AGE =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final List<String> ids;
  private final Map<String, Map<KeyPurpose, SecretKey>> keys = new LinkedHashMap<>();

  Keys(SequencedMap<String, byte[]> masters) {
    ids = List.copyOf(masters.keySet());
    masters.forEach((id, master) -> keys.put(id, derive(master)));
  }

  /** The id of the key for new values. */
  String currentId() {
    return ids.getFirst();
  }

  /**
   * The id of the oldest key by the order of ids (k2 before k10), whatever their order in the file.
   */
  String oldestId() {
    return ids.stream().min(BY_AGE).orElseThrow();
  }

  /** The id of the newest key by the same order. */
  String newestId() {
    return ids.stream().max(BY_AGE).orElseThrow();
  }

  boolean has(String id) {
    return keys.containsKey(id);
  }

  /**
   * @throws IllegalStateException if the file has no key of that id
   */
  SecretKey byId(String id, KeyPurpose use) {
    Map<KeyPurpose, SecretKey> uses = keys.get(id);
    SecretKey key = uses == null ? null : uses.get(use);
    if (key == null) {
      throw new IllegalStateException("no key " + id + " in the key file");
    }
    return key;
  }

  /** The ids of all keys, the current one first. */
  List<String> ids() {
    return ids;
  }

  private static Map<KeyPurpose, SecretKey> derive(byte[] master) {
    Map<KeyPurpose, SecretKey> uses = new EnumMap<>(KeyPurpose.class);
    for (KeyPurpose use : KeyPurpose.values()) {
      uses.put(use, derive(master, use));
    }
    return uses;
  }

  private static SecretKey derive(byte[] master, KeyPurpose use) {
    try {
      byte[] info = ("sallyport " + use.name()).getBytes(StandardCharsets.UTF_8);
      byte[] key =
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addIKM(new SecretKeySpec(master, "HKDF"))
                      .thenExpand(info, KEY_BYTES));
      return new SecretKeySpec(key, use == KeyPurpose.SEALING ? "AES" : "HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HKDF-SHA256", e);
    }
  }
}
