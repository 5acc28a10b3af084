package org.sallyport.account;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By the reference implementation in C: half the time, and its memory is outside the heap. */
final class NativeArgon2 implements Argon2 {
  private static final Logger LOG = LoggerFactory.getLogger(NativeArgon2.class);
  private static final Cost SMALL = new Cost(64, 1, 1);

  private final Argon2Advanced library = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);

  @Override
  public byte[] hash(Cost cost, byte[] password, byte[] salt, byte[] secret) {
    return library.rawHashAdvanced(
        cost.passes(),
        cost.memory(),
        cost.lanes(),
        password,
        salt,
        secret,
        null,
        LENGTH,
        Argon2Version.V13);
  }

  /** This one if its library loads here and agrees with {@link PureArgon2}, otherwise that one. */
  static Argon2 orPure() {
    Argon2 pure = new PureArgon2();
    try {
      Argon2 fast = new NativeArgon2();
      if (Arrays.equals(probe(fast), probe(pure))) {
        return fast;
      }
      LOG.warn("Argon2: the native library disagrees with the one in Java, which is used instead");
    } catch (LinkageError | RuntimeException e) {
      LOG.warn("Argon2: no native library here, hashing in Java instead ({})", e.toString());
    }
    return pure;
  }

  private static byte[] probe(Argon2 argon2) {
    byte[] some = "sallyport-sallyport".getBytes(StandardCharsets.US_ASCII);
    return argon2.hash(SMALL, some.clone(), some.clone(), some.clone());
  }
}
