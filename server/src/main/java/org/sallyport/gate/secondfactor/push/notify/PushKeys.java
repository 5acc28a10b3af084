package org.sallyport.gate.secondfactor.push.notify;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.crypto.push.PushKey;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The installation's key pair for push services (VAPID): generated at the first start, shared by
 * all nodes, stored encrypted.
 */
@Component
class PushKeys implements SmartInitializingSingleton {
  private static final SealContext CONTEXT = SealContext.of("push key");

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final Clock clock;
  private volatile @Nullable PushKey known;

  PushKeys(JdbcClient jdbc, Sealer sealer, Clock clock) {
    this.jdbc = jdbc;
    this.sealer = sealer;
    this.clock = clock;
  }

  /**
   * Generates the key pair at the first start; re-encrypts it at the first start with a new key.
   * This is before the first request and the first scheduled task, so that nothing is written with
   * the keys of another installation.
   */
  @Override
  public void afterSingletonsInstantiated() {
    String made = key().privateKey();
    jdbc.sql("select private_key from app_push_key")
        .query((row, number) -> row.getBytes(1))
        .optional()
        .filter(bytes -> !sealer.isCurrent(bytes))
        .ifPresent(old -> sealAgain(old, made));
  }

  private void sealAgain(byte[] old, String privateKey) {
    jdbc.sql("update app_push_key set private_key = :new where private_key = :old")
        .param("new", sealer.seal(privateKey, CONTEXT))
        .param("old", old)
        .update();
  }

  PushKey key() {
    PushKey key = known;
    if (key == null) {
      key = read().orElseGet(this::make);
      known = key;
    }
    return key;
  }

  private static final String STORE_IF_FIRST =
      """
      insert into app_push_key (public_key, private_key, created_at) values (:public, :private, :now)
      on conflict (singleton) do nothing
      """;

  /**
   * Generates a key pair; if another node does so at the same time, the first one stored is used.
   */
  private PushKey make() {
    PushKey made = PushKey.make();
    jdbc.sql(STORE_IF_FIRST)
        .param("public", made.publicKey())
        .param("private", sealer.seal(made.privateKey(), CONTEXT))
        .param("now", clock.instant())
        .update();
    return read().orElseThrow();
  }

  private Optional<PushKey> read() {
    try {
      return jdbc.sql("select public_key, private_key from app_push_key")
          .query(
              (row, number) -> new PushKey(row.getString(1), sealer.open(row.getBytes(2), CONTEXT)))
          .optional();
    } catch (IllegalStateException e) {
      throw new StartRefused(
          "sallyport.secrets.key-file: none of its keys decrypts the data in this database", e);
    }
  }
}
