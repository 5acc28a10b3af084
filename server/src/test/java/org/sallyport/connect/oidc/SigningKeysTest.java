package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.connect.oidc.keys.SigningKeys;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** The rotation of the keys that sign ID tokens. */
@SallyportTest
class SigningKeysTest {
  @Autowired SigningKeys keys;
  @Autowired TurnableClock clock;
  @Autowired Rows rows;

  @AfterEach
  void clear() {
    rows.update("delete from oidc_key");
    clock.turn(Duration.ofMinutes(2));
  }

  private String signer() throws Exception {
    String token =
        keys.encoder()
            .encode(
                JwtEncoderParameters.from(
                    JwsHeader.with(SignatureAlgorithm.RS256).build(),
                    JwtClaimsSet.builder().subject("x").build()))
            .getTokenValue();
    return SignedJWT.parse(token).getHeader().getKeyID();
  }

  private List<String> published() {
    JWKSet set = keys.published();
    return set.getKeys().stream().map(JWK::getKeyID).toList();
  }

  @Test
  void aKeyIsPublishedTwoDaysBeforeItSignsAndAfter() throws Exception {
    clear();
    String first = signer();
    clock.turn(Duration.ofDays(87));
    keys.rotate();
    assertThat(published()).containsExactly(first);
    clock.turn(Duration.ofDays(1));
    keys.rotate();
    keys.rotate();
    assertThat(published()).hasSize(2).startsWith(first);
    String second = published().getLast();
    assertThat(signer()).isEqualTo(first);
    clock.turn(Duration.ofDays(2));
    keys.rotate();
    assertThat(signer()).isEqualTo(second);
    assertThat(published()).contains(first);
    clock.turn(Duration.ofDays(3));
    keys.rotate();
    assertThat(published()).containsExactly(second);
    assertThat(rows.query("select encode(private_key, 'escape') as key from oidc_key"))
        .allSatisfy(row -> assertThat(String.valueOf(row.get("key"))).doesNotContain("\"d\""));
  }
}
