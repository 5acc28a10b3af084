package org.sallyport.gate.account.password;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stored form of a password, which contains its own parameters: {@code $sallyport$v=2$k=<key
 * id>}, followed by the PHC string format {@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>},
 * where the hash is the HMAC-SHA-256 of Argon2id's output under that key.
 *
 * @param keyId the id of the key outside the database
 * @param salt base64 without padding
 * @param hash base64 without padding
 */
record StoredPassword(String keyId, Argon2.Cost cost, String salt, String hash) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$sallyport\\$v=2\\$k=(?<key>[^$]{1,8})"
              + "\\$argon2id\\$v=19\\$m=(?<memory>[0-9]{1,8}),t=(?<passes>[0-9]{1,4}),p=(?<lanes>[0-9]{1,3})"
              + "\\$(?<salt>[A-Za-z0-9+/]+)\\$(?<hash>[A-Za-z0-9+/]+)");

  /** Parses the stored form; empty if it has another format. */
  static Optional<StoredPassword> parse(String stored) {
    Matcher form = FORM.matcher(stored);
    return form.matches()
        ? Optional.of(
            new StoredPassword(
                form.group("key"),
                new Argon2.Cost(
                    number(form, "memory"), number(form, "passes"), number(form, "lanes")),
                form.group("salt"),
                form.group("hash")))
        : Optional.empty();
  }

  static StoredPassword of(String keyId, Argon2.Cost cost, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return new StoredPassword(
        keyId, cost, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  byte[] saltBytes() {
    return Base64.getDecoder().decode(salt);
  }

  /** Compares in constant time. */
  boolean hasHash(byte[] other) {
    return MessageDigest.isEqual(Base64.getDecoder().decode(hash), other);
  }

  /** Whether its key and parameters meet the requirements for a new hash. */
  boolean isAsGoodAs(String currentKeyId, Argon2.Cost current) {
    return keyId.equals(currentKeyId)
        && cost.memory() >= current.memory()
        && cost.passes() >= current.passes()
        && cost.lanes() >= current.lanes();
  }

  /** The stored form. */
  String text() {
    return String.format(
        Locale.ROOT,
        "$sallyport$v=2$k=%s$argon2id$v=19$m=%s,t=%s,p=%s$%s$%s",
        keyId,
        Integer.toString(cost.memory()),
        Integer.toString(cost.passes()),
        Integer.toString(cost.lanes()),
        salt,
        hash);
  }

  private static int number(Matcher form, String group) {
    return Integer.parseInt(form.group(group));
  }
}
