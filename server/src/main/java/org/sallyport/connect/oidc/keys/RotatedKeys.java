package org.sallyport.connect.oidc.keys;

import static org.sallyport.platform.database.Columns.instant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.OidcProperties;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys of an issuer of ours (RS256), stored encrypted and shared by all nodes. The first one is
 * made when it is needed. A later one is published before it signs, so that others who keep a copy
 * of the keys know it in time, and stays published after the next one took over. Issuers share no
 * key, so that a token of one is none of another.
 */
public abstract class RotatedKeys {
  private static final int BITS = 2048;
  private static final String COLUMN = "oidc_key.private_key";
  private static final long ADVISORY_LOCK = 0x5a11_01dcL;

  /** How long a node uses what it read; far less than a key is published before it signs. */
  private static final Duration READ_FOR = Duration.ofMinutes(1);

  private final String set;
  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final RandomValues random;
  private final OidcProperties times;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private volatile @Nullable Read read;

  /**
   * Keys of a set.
   *
   * @param set the issuer's, in rows
   */
  RotatedKeys(
      String set,
      JdbcClient jdbc,
      Sealer sealer,
      RandomValues random,
      OidcProperties times,
      TransactionTemplate transaction,
      Clock clock) {
    this.set = set;
    this.jdbc = jdbc;
    this.sealer = sealer;
    this.random = random;
    this.times = times;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The published keys, oldest first, and when they were read. */
  private record Read(List<SigningKey> keys, Instant at) {}

  /** All published keys, for the JWK Set and to verify what was signed. */
  public JWKSet published() {
    return new JWKSet(keys().stream().map(key -> (JWK) key.key()).toList());
  }

  /** Signs with the key whose turn it is. */
  public JwtEncoder encoder() {
    return parameters ->
        new NimbusJwtEncoder((selector, context) -> selector.select(new JWKSet(current())))
            .encode(parameters);
  }

  /**
   * Signs claims just as they are, with the key whose turn it is.
   *
   * @param type the media type of the token, for its header
   */
  public String sign(Map<String, Object> claims, String type) {
    RSAKey key = current();
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType(type))
                .build(),
            new Payload(claims));
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("nothing could be signed", e);
    }
    return token.serialize();
  }

  /** The first key signs at once, also on a node whose clock is behind. */
  private RSAKey current() {
    Instant now = clock.instant();
    List<SigningKey> keys = keys();
    return keys.stream()
        .filter(key -> !now.isBefore(key.signsFrom()))
        .reduce((older, newer) -> newer)
        .orElseGet(keys::getFirst)
        .key();
  }

  private List<SigningKey> keys() {
    Read last = read;
    Instant now = clock.instant();
    if (last == null || last.keys().isEmpty() || isOld(last, now)) {
      last = new Read(readOrMake(), now);
      read = last;
    }
    return last.keys();
  }

  private static boolean isOld(Read last, Instant now) {
    return Duration.between(last.at(), now).abs().compareTo(READ_FOR) > 0;
  }

  private List<SigningKey> readOrMake() {
    List<SigningKey> keys = stored();
    if (keys.isEmpty()) {
      transaction.executeWithoutResult(status -> makeIfDue(Duration.ZERO));
      keys = stored();
    }
    return keys;
  }

  /** Makes the next key when the present one will soon be replaced, and deletes old ones. */
  public void rotate() {
    if (!stored().isEmpty()) {
      transaction.executeWithoutResult(
          status -> {
            makeIfDue(times.keyPublishedBefore());
            deleteOld();
          });
      read = null;
    }
  }

  /** On one node at a time; what another one has made meanwhile is seen. */
  private void makeIfDue(Duration before) {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", ADVISORY_LOCK)
        .query((row, number) -> true)
        .single();
    Instant now = clock.instant();
    List<SigningKey> keys = stored();
    if (keys.isEmpty()
        || !now.plus(before).isBefore(keys.getLast().signsFrom().plus(times.keyRotation()))) {
      insert(random.id(), now.plus(keys.isEmpty() ? Duration.ZERO : times.keyPublishedBefore()));
    }
  }

  private void insert(UUID id, Instant signsFrom) {
    RSAKey key = completed(generate(id), signsFrom, times.keyRotation());
    jdbc.sql(
            """
            insert into oidc_key (id, key_set, private_key, public_key, created_at, signs_from)
            values (:id, :set, :private, :public, :now, :from)
            """)
        .param("id", id)
        .param("set", set)
        .param("private", sealer.seal(key.toJSONString(), SealContext.of(COLUMN, id)))
        .param("public", key.toPublicJWK().toJSONString())
        .param("now", clock.instant())
        .param("from", signsFrom)
        .update();
  }

  /**
   * The key as it is published, with what others need beside it.
   *
   * @param signsFrom when it takes over
   * @param turn how long it signs
   */
  abstract RSAKey completed(RSAKey key, Instant signsFrom, Duration turn);

  private static RSAKey generate(UUID id) {
    try {
      return new RSAKeyGenerator(BITS)
          .keyID(id.toString())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("no key pair could be generated", e);
    }
  }

  private static final String DELETE_OLD =
      """
      delete from oidc_key k
       where k.key_set = :set and exists
         (select from oidc_key n where n.key_set = k.key_set and n.signs_from > k.signs_from and n.signs_from < :before)
      """;

  /** Those that were replaced longer ago than a key is published in advance. */
  private void deleteOld() {
    jdbc.sql(DELETE_OLD)
        .param("set", set)
        .param(
            "before", clock.instant().minus(times.keyPublishedBefore()).minus(times.idTokenTtl()))
        .update();
  }

  /** Those whose key in the key file is known; without it they are void. */
  private List<SigningKey> stored() {
    return jdbc
        .sql(
            "select id, private_key, signs_from from oidc_key where key_set = :set order by signs_from, id")
        .param("set", set)
        .query((row, number) -> opened(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<SigningKey> opened(ResultSet row) throws SQLException {
    byte[] sealed = row.getBytes("private_key");
    if (!sealer.canOpen(sealed)) {
      return Optional.empty();
    }
    try {
      RSAKey key = RSAKey.parse(sealer.open(sealed, SealContext.of(COLUMN, row.getString("id"))));
      return Optional.of(new SigningKey(key, instant(row, "signs_from")));
    } catch (ParseException e) {
      throw new IllegalStateException("a signing key cannot be read", e);
    }
  }
}
