package org.sallyport.gate.account.password;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uses the native implementation if its library loads, agrees with the Java one and supports the
 * parameters; otherwise the Java one.
 */
public final class BestArgon2 implements Argon2 {
  private static final Logger LOG = LoggerFactory.getLogger(BestArgon2.class);
  private static final Cost SMALL = new Cost(64, 1, 1);

  private final Argon2 pure = new PureArgon2();
  private final @Nullable Argon2 fast = fast();

  @Override
  public byte[] hash(Cost cost, byte[] password, byte[] salt) {
    return fast != null && NativeArgon2.makes(cost, salt)
        ? fast.hash(cost, password, salt)
        : pure.hash(cost, password, salt);
  }

  boolean isNative() {
    return fast != null;
  }

  private @Nullable Argon2 fast() {
    try {
      Argon2 candidate = new NativeArgon2();
      if (Arrays.equals(probe(candidate), probe(pure))) {
        return candidate;
      }
      LOG.warn("Argon2: the native library disagrees with the one in Java, which is used instead");
    } catch (IOException | LinkageError | RuntimeException e) {
      LOG.warn("Argon2: no native library here, hashing in Java instead ({})", e.toString());
    }
    return null;
  }

  private static byte[] probe(Argon2 argon2) {
    byte[] some = "sallyport-sally.".getBytes(StandardCharsets.US_ASCII);
    return argon2.hash(SMALL, some.clone(), some.clone());
  }
}
