package org.sallyport.connect.oidc.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.OidcProperties;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.crypto.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys that sign ID tokens for applications. */
@Component
public class SigningKeys extends RotatedKeys implements JWKSource<SecurityContext> {
  SigningKeys(
      JdbcClient jdbc,
      Sealer sealer,
      RandomValues random,
      OidcProperties times,
      TransactionTemplate transaction,
      Clock clock) {
    super("applications", jdbc, sealer, random, times, transaction, clock);
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    return selector.select(published());
  }

  @Override
  RSAKey completed(RSAKey key, Instant signsFrom, Duration turn) {
    return key;
  }

  @Override
  @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
  public void rotate() {
    super.rotate();
  }
}
