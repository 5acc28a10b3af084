package org.sallyport.connect.oidc.keys;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sallyport.connect.oidc.OidcProperties;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.installation.Installation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that sign ID tokens for Microsoft Entra ID, which demands a certificate with each
 * ({@code x5c}, RFC 7517 section 4.7). It is signed by the key itself: Microsoft trusts it because
 * of the address at which it is published.
 */
@Component
public class CertifiedKeys extends RotatedKeys {
  /** Before the key was made: clocks differ. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private final Installation installation;
  private final RandomValues random;
  private final Clock clock;

  CertifiedKeys(
      JdbcClient jdbc,
      Sealer sealer,
      RandomValues random,
      OidcProperties times,
      TransactionTemplate transaction,
      Clock clock,
      Installation installation) {
    super("microsoft", jdbc, sealer, random, times, transaction, clock);
    this.installation = installation;
    this.random = random;
    this.clock = clock;
  }

  /** Valid for twice the key's turn, for an installation that stands still for a while. */
  @Override
  RSAKey completed(RSAKey key, Instant signsFrom, Duration turn) {
    try {
      byte[] certificate =
          SelfSignedCertificate.of(
              key.toRSAPublicKey(),
              key.toRSAPrivateKey(),
              installation.host(),
              random.id(),
              clock.instant().minus(MARGIN),
              signsFrom.plus(turn.multipliedBy(2)));
      return new RSAKey.Builder(key)
          .x509CertChain(List.of(Base64.encode(certificate)))
          .x509CertSHA256Thumbprint(
              Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(certificate)))
          .build();
    } catch (GeneralSecurityException | com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  @Override
  @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
  public void rotate() {
    super.rotate();
  }
}
