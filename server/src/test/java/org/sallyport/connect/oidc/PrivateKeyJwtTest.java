package org.sallyport.connect.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.oidc.RelyingParty.CALLBACK;
import static org.sallyport.connect.oidc.RelyingParty.ISSUER;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.connect.oidc.clients.Client.Authentication;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that prove themselves by a key pair (OpenID Connect Core section 9). */
@SallyportTest
class PrivateKeyJwtTest {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final ECKey KEY = key();
  private static final ECKey OTHER = key();
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Clients clients;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private RelyingParty app;
  private Browser browser;

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void applicationAndPerson() {
    app = registered();
    browser = Visitors.signedIn(people.byEmail(), port);
  }

  private RelyingParty registered() {
    Clients.Done done =
        (Clients.Done)
            clients.add(
                new Clients.Registration(
                    "signs-" + UUID.randomUUID(),
                    "Signing application",
                    Authentication.PRIVATE_KEY_JWT,
                    false,
                    true,
                    List.of(CALLBACK),
                    List.of(),
                    null,
                    Set.copyOf(RelyingParty.SCOPES),
                    new JWKSet(KEY.toPublicJWK()).toString(),
                    RelyingParty.any(),
                    Duration.ofMinutes(5)),
                new Actor(null, "test"),
                Origin.COMMAND_LINE);
    return new RelyingParty(done.client(), done.secret(), port);
  }

  private JWTClaimsSet.Builder claims() {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(app.client.clientId())
        .subject(app.client.clientId())
        .audience(ISSUER + "/oauth2/token")
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(60)));
  }

  private static String signed(JWTClaimsSet claims, ECKey key) {
    try {
      return signed(claims, JWSAlgorithm.ES256, new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("k").build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private RelyingParty.Answer redeem(String code, String assertion) {
    return app.redeem(code, "client_assertion_type", TYPE, "client_assertion", assertion);
  }

  @Test
  void aClientSignsInAndRefreshesByItsKey() {
    RelyingParty.Answer tokens = redeem(app.code(browser), signed(claims().build(), KEY));
    assertThat(tokens.status()).as(tokens.response().body()).isEqualTo(200);
    RelyingParty.Answer again =
        app.refresh(
            tokens.text("refresh_token"),
            "client_assertion_type",
            TYPE,
            "client_assertion",
            signed(claims().audience(ISSUER).build(), KEY));
    assertThat(again.status()).as(again.response().body()).isEqualTo(200);
    assertThat(
            app.call(
                    "/oauth2/introspect",
                    Map.of("token", again.text("access_token")),
                    "client_assertion_type",
                    TYPE,
                    "client_assertion",
                    signed(claims().build(), KEY))
                .json()
                .path("active")
                .asBoolean())
        .isTrue();
  }

  @Test
  void Q31_anAssertionIsValidOnce() throws Exception {
    String assertion = signed(claims().build(), KEY);
    String code = app.code(browser);
    assertThat(redeem(app.code(browser), assertion).status()).isEqualTo(200);
    assertThat(redeem(code, assertion).text("error")).isEqualTo("invalid_client");
    assertThat(redeem(code, signed(claims().build(), KEY)).status()).isEqualTo(200);
    String id = SignedJWT.parse(assertion).getJWTClaimsSet().getJWTID();
    assertThat(rows.query("select * from oidc_assertion").toString()).doesNotContain(id);
  }

  @Test
  void Q31_ofTwentyAtOnceWithOneAssertionOneIsTaken() throws Exception {
    String assertion = signed(claims().build(), KEY);
    Callable<Integer> call =
        () ->
            app.call(
                    "/oauth2/introspect",
                    Map.of("token", "x"),
                    "client_assertion_type",
                    TYPE,
                    "client_assertion",
                    assertion)
                .status();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int taken = 0;
      for (Future<Integer> one : threads.invokeAll(Collections.nCopies(20, call))) {
        taken += one.get() == 200 ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    }
  }

  @Test
  void usedAssertionsAreKeptUntilTheyExpire() {
    redeem(app.code(browser), signed(claims().build(), KEY));
    String mine = "oidc_assertion where expires_at > '" + clock.instant() + "'";
    rows.removeExpired("oidc_assertion", clock.instant());
    assertThat(rows.count(mine)).isPositive();
    clock.turn(Duration.ofHours(2));
    rows.removeExpired("oidc_assertion", clock.instant().minus(Duration.ofDays(30)));
    assertThat(rows.count("oidc_assertion")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issuer",
        "subject",
        "audience",
        "no audience",
        "expired",
        "no end",
        "long",
        "later",
        "no id",
        "another key",
        "HS256",
        "none"
      })
  void Q31_aWrongAssertionIsRefused(String wrong) throws Exception {
    String code = app.code(browser);
    RelyingParty.Answer answer = redeem(code, assertion(wrong));
    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.text("error")).isEqualTo("invalid_client");
    assertThat(redeem(code, signed(claims().build(), KEY)).status())
        .as("a right one")
        .isEqualTo(200);
  }

  private String assertion(String wrong) throws JOSEException {
    Instant now = clock.instant();
    return switch (wrong) {
      case "issuer" -> signed(claims().issuer("another").build(), KEY);
      case "subject" -> signed(claims().subject("another").build(), KEY);
      case "audience" -> signed(claims().audience("https://other.example/token").build(), KEY);
      case "no audience" -> signed(claims().audience((String) null).build(), KEY);
      case "expired" -> signed(ending(now.minusSeconds(61)), KEY);
      case "no end" -> signed(ending(null), KEY);
      case "long" -> signed(ending(now.plus(Duration.ofDays(1))), KEY);
      case "later" -> signed(claims().notBeforeTime(Date.from(now.plusSeconds(120))).build(), KEY);
      case "no id" -> signed(claims().jwtID(null).build(), KEY);
      case "another key" -> signed(claims().build(), OTHER);
      case "HS256" ->
          signed(
              claims().build(),
              JWSAlgorithm.HS256,
              new MACSigner(KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
      case "none" -> new PlainJWT(claims().build()).serialize();
      default -> throw new IllegalArgumentException(wrong);
    };
  }

  private JWTClaimsSet ending(@Nullable Instant end) {
    return claims().issueTime(null).expirationTime(end == null ? null : Date.from(end)).build();
  }

  @Test
  void Q31_neitherASecretNorTheNameAloneNorAnotherClientsAssertionIsTaken() {
    String code = app.code(browser);
    RelyingParty other = RelyingParty.confidential(clients, port);
    for (RelyingParty.Answer answer :
        Stream.of(
                app.redeem(code, "client_id", app.client.clientId()),
                new RelyingParty(app.client, "a secret", port).redeem(code),
                app.redeem(
                    code,
                    "client_id",
                    other.client.clientId(),
                    "client_assertion_type",
                    TYPE,
                    "client_assertion",
                    signed(claims().build(), KEY)))
            .toList()) {
      assertThat(answer.status()).isIn(400, 401);
    }
  }
}
