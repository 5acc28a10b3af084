package org.sallyport.gate.account.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2 in pure Java, for systems without the native library. */
final class PureArgon2 implements Argon2 {
  @Override
  public byte[] hash(Cost cost, byte[] password, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters(cost, salt));
    byte[] hash = new byte[LENGTH];
    generator.generateBytes(password, hash);
    return hash;
  }

  private static Argon2Parameters parameters(Cost cost, byte[] salt) {
    return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
        .withMemoryAsKB(cost.memory())
        .withIterations(cost.passes())
        .withParallelism(cost.lanes())
        .withSalt(salt)
        .build();
  }
}
