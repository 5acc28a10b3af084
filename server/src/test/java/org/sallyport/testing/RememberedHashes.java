package org.sallyport.testing;

import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.gate.account.password.Argon2;
import org.sallyport.gate.account.password.BestArgon2;
import org.sallyport.gate.account.password.HashingPool;
import org.sallyport.gate.account.password.PasswordProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Password hashes of the same parameters, password and salt are computed once in a JVM: nearly all
 * accounts of the tests have one password and one hash. The hashes are those of production.
 */
@TestConfiguration(proxyBeanMethods = false)
class RememberedHashes {
  private static final Argon2 ARGON2 = new BestArgon2();
  private static final Map<String, byte[]> HASHES = new ConcurrentHashMap<>();

  @Bean(destroyMethod = "close")
  @Primary
  HashingPool rememberedHashing(PasswordProperties properties) {
    return new HashingPool(properties.queueCapacity(), () -> RememberedHashes::hash);
  }

  private static byte[] hash(Argon2.Cost cost, byte[] password, byte[] salt) {
    return HASHES
        .computeIfAbsent(
            cost + " " + text(password) + " " + text(salt),
            key -> ARGON2.hash(cost, password, salt))
        .clone();
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
