package org.sallyport.gate.account.password;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.password.PasswordVerification.Busy;
import org.sallyport.gate.account.password.PasswordVerification.Right;
import org.sallyport.gate.account.password.PasswordVerification.Wrong;
import org.sallyport.platform.crypto.PasswordKey;
import org.sallyport.platform.crypto.RandomValues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hashes and verifies passwords: Argon2id, followed by an HMAC with a key outside the database
 * (rule 37). Every verification costs one hash, whatever the state of the password or the account.
 */
@Component
public class Passwords {
  private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);

  /** Hashed in place of input that cannot be a password. */
  private static final String NO_PASSWORD = "-";

  private final HashingPool hashingPool;
  private final PasswordKey key;
  private final RandomValues random;
  private final Argon2.Cost cost;
  private final UnknownNameCost unknownNameCost;
  private final byte[] nobodysSalt;

  Passwords(
      HashingPool hashingPool,
      PasswordKey key,
      RandomValues random,
      UnknownNameCost unknownNameCost,
      PasswordProperties properties) {
    this.hashingPool = hashingPool;
    this.key = key;
    this.random = random;
    this.cost = properties.cost();
    this.unknownNameCost = unknownNameCost;
    this.nobodysSalt = random.salt();
  }

  /** Verifies a password for an account. */
  public PasswordVerification verify(Account account, String password) {
    return verify(account.username(), account, password);
  }

  /**
   * Verifies a password entered with a username.
   *
   * @param account null if no account has the name
   */
  public PasswordVerification verify(String username, @Nullable Account account, String password) {
    Optional<String> normal = PasswordText.normal(password);
    StoredPassword stored = stored(username, account);
    Optional<byte[]> hash =
        erasing(
                normal.orElse(NO_PASSWORD),
                text -> hashingPool.ifNotBusy(stored.cost(), text, stored.saltBytes()))
            .map(argon2 -> key.seal(stored.keyId(), argon2));
    if (hash.isEmpty()) {
      return new Busy();
    }
    boolean equal = normal.isPresent() && stored.hasHash(hash.get());
    if (!equal || account == null || account.isDisabled()) {
      return new Wrong();
    }
    return new Right(!stored.isAsGoodAs(key.currentId(), cost));
  }

  /**
   * The form in which a new password is stored. Waits for a place in the queue without limit. Does
   * not check {@link PasswordRules}.
   *
   * @throws IllegalArgumentException if the password is empty or has more than 256 code points
   */
  public String hash(String password) {
    String normal =
        PasswordText.normal(password)
            .orElseThrow(
                () -> new IllegalArgumentException("a password that is empty or too long"));
    byte[] salt = random.salt();
    byte[] argon2 = erasing(normal, text -> hashingPool.inTurn(cost, text, salt));
    byte[] hash = key.seal(key.currentId(), argon2);
    return StoredPassword.of(key.currentId(), cost, salt, hash).text();
  }

  /**
   * Whether this is the account's present password. Waits for a place in the queue without limit.
   */
  public boolean isPasswordOf(Account account, String password) {
    StoredPassword stored = stored(account.username(), account);
    byte[] argon2 =
        erasing(
            PasswordText.normal(password).orElse(NO_PASSWORD),
            text -> hashingPool.inTurn(stored.cost(), text, stored.saltBytes()));
    return stored.hasHash(key.seal(stored.keyId(), argon2));
  }

  private StoredPassword stored(String username, @Nullable Account account) {
    if (account == null || account.passwordHash() == null) {
      return nobodys(username);
    }
    Optional<StoredPassword> stored = StoredPassword.parse(account.passwordHash());
    if (stored.isEmpty()) {
      LOG.error("the stored password of {} has an unknown form: set a new one", account.id());
      return nobodys(username);
    }
    if (!key.has(stored.get().keyId())) {
      LOG.error(
          "the key {} is missing: passwords protected by it cannot be checked",
          stored.get().keyId());
      return nobodys(username);
    }
    return stored.get();
  }

  private StoredPassword nobodys(String username) {
    byte[] nothing = new byte[Argon2.LENGTH];
    return StoredPassword.of(key.currentId(), unknownNameCost.of(username), nobodysSalt, nothing);
  }

  private static <T> T erasing(String normal, Function<byte[], T> use) {
    byte[] text = PasswordText.bytes(normal);
    try {
      return use.apply(text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }
}
