package org.sallyport.gate.federation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.federation.settings.IssuerProperties;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.testing.issuer.TestIssuer;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** An issuer as it is asked: how we prove who we are, encrypted tokens, who a token is about. */
class IssuerTest {
  private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final TestIssuer UPSTREAM = new TestIssuer("x");

  @TempDir static Path folder;

  @BeforeAll
  static void makeKeys() throws IOException, InterruptedException {
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem",
                "-days",
                "20",
                "-subj",
                "/CN=sallyport")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(openssl.waitFor()).isZero();
  }

  private static IssuerProperties properties(String... others) {
    return new Binder(new MapConfigurationPropertySource(UPSTREAM.settings(others)))
        .bind("sallyport.issuers.x", Bindable.of(IssuerProperties.class))
        .get();
  }

  private static Issuer issuer(String... others) {
    return new Issuer("x", properties(others), () -> "an id", CLOCK);
  }

  private static Issuer.Request request() {
    return new Issuer.Request(
        URI.create("https://portal.example/login/with/x/callback"), "s", "n", "v".repeat(43));
  }

  private static String challenge() {
    return base64(digest("v".repeat(43)));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(UPSTREAM.url)
        .audience(TestIssuer.CLIENT)
        .subject("sub")
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(60)))
        .claim("nonce", "n");
  }

  private static Issuer.Answer redeem(Issuer issuer, String token) {
    return issuer.redeem(UPSTREAM.code(challenge(), token), request());
  }

  private static ProvedPerson proved(Issuer.Answer answer) {
    assertThat(answer).isInstanceOf(Issuer.Answer.Proved.class);
    return ((Issuer.Answer.Proved) answer).person();
  }

  private static String encrypted(JWEAlgorithm algorithm, boolean zip) throws Exception {
    X509Certificate certificate = X509CertUtils.parse(Files.readString(folder.resolve("cert.pem")));
    JWEHeader.Builder header =
        new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM).contentType("JWT");
    if (zip) {
      header.compressionAlgorithm(CompressionAlgorithm.DEF);
    }
    JWEObject token = new JWEObject(header.build(), new Payload(UPSTREAM.sign(claims().build())));
    token.encrypt(new RSAEncrypter((RSAPublicKey) certificate.getPublicKey()));
    return token.serialize();
  }

  @Test
  void theAccessTokenThatTheTokenNamesIsCompared() {
    String hash = base64(Arrays.copyOf(digest("an-access-token"), 16));
    assertThat(
            proved(redeem(issuer(), UPSTREAM.sign(claims().claim("at_hash", hash).build())))
                .subject())
        .isEqualTo("sub");
  }

  @Test
  void aCodeIsRedeemedWithItsVerifierOnly() {
    String code = UPSTREAM.code("another", UPSTREAM.sign(claims().build()));
    assertThat(issuer().redeem(code, request()))
        .isEqualTo(new Issuer.Answer.NotProved("token endpoint 400"));
  }

  @Test
  void provesItselfByAKey() throws Exception {
    Issuer issuer =
        issuer(
            "client-secret",
            "",
            "client-key-file",
            folder.resolve("key.pem").toString(),
            "client-certificate-file",
            folder.resolve("cert.pem").toString(),
            "client-key-algorithm",
            "PS256");
    proved(redeem(issuer, UPSTREAM.sign(claims().build())));
    Map<String, String> form = UPSTREAM.lastForm();
    assertThat(form)
        .containsEntry("client_id", TestIssuer.CLIENT)
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    SignedJWT assertion = SignedJWT.parse(form.get("client_assertion"));
    X509Certificate certificate = X509CertUtils.parse(Files.readString(folder.resolve("cert.pem")));
    assertThat(assertion.verify(new RSASSAVerifier((RSAPublicKey) certificate.getPublicKey())))
        .isTrue();
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("PS256");
    assertThat(assertion.getHeader().getX509CertSHA256Thumbprint())
        .isEqualTo(X509CertUtils.computeSHA256Thumbprint(certificate));
    JWTClaimsSet claims = assertion.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(TestIssuer.CLIENT);
    assertThat(claims.getSubject()).isEqualTo(TestIssuer.CLIENT);
    assertThat(claims.getAudience()).containsExactly(UPSTREAM.url + "/token");
    assertThat(claims.getJWTID()).isEqualTo("an id");
  }

  @Test
  void encryptedTokensAreDemandedOnceThereIsAKey() throws Exception {
    Issuer issuer = issuer("decryption-key-file", folder.resolve("key.pem").toString());
    assertThat(proved(redeem(issuer, encrypted(JWEAlgorithm.RSA_OAEP_256, false))).subject())
        .isEqualTo("sub");
    assertThat(redeem(issuer, UPSTREAM.sign(claims().build())))
        .isEqualTo(new Issuer.Answer.NotProved("encryption"));
    assertThat(redeem(issuer, encrypted(JWEAlgorithm.RSA_OAEP_256, true)))
        .isEqualTo(new Issuer.Answer.NotProved("encryption"));
    @SuppressWarnings("deprecation") // what it refuses
    String old = encrypted(JWEAlgorithm.RSA1_5, false);
    assertThat(redeem(issuer, old)).isEqualTo(new Issuer.Answer.NotProved("encryption"));
    String token = encrypted(JWEAlgorithm.RSA_OAEP_256, false);
    assertThat(redeem(issuer, token.substring(0, token.length() - 8) + "AAAAAAAA"))
        .isEqualTo(new Issuer.Answer.NotProved("encryption"));
  }

  @Test
  void aPersonOfEntraIsTenantAndObject() {
    Issuer issuer = issuer("kind", "entra");
    String token = UPSTREAM.sign(claims().claim("tid", "t").claim("oid", "o").build());
    assertThat(proved(redeem(issuer, token)).subject()).isEqualTo("t/o");
    assertThat(redeem(issuer, UPSTREAM.sign(claims().claim("tid", "t").build())))
        .isEqualTo(new Issuer.Answer.NotProved("oid"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:1/x",
        "https://localhost/x",
        "https://[::1]/x",
        "https://169.254.169.254/x",
        "https://[fe80::1]/x",
        "https://0.0.0.0/x",
        "https://224.0.0.1/x"
      })
  void thisMachineAndTheLinkAreNotAsked(String address) {
    Issuer issuer = issuer("issuer", address, "clear-text-on-loopback", "false");
    assertThatThrownBy(issuer::ready)
        .isInstanceOf(IssuerUnreachable.class)
        .hasMessageContaining("on an address that may not be asked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer.example",
        "http://127.0.0.1.issuer.example",
        "ftp://issuer.example",
        "https://user@issuer.example",
        "https://issuer.example/#x"
      })
  void anIssuerIsEncrypted(String address) {
    assertThatThrownBy(() -> properties("issuer", address))
        .hasRootCauseMessage("sallyport.issuers: issuer: " + address + " must be https://HOST");
  }

  private static Finding examine(Clock clock, String... others) {
    StandardEnvironment settings = new StandardEnvironment();
    settings
        .getPropertySources()
        .addFirst(new MapPropertySource("test", UPSTREAM.settings(others)));
    return new IssuerExamination().examine(new Examined(settings, clock)).getFirst();
  }

  @Test
  void doctorLooksIntoAnIssuer() {
    Clock clock = Clock.systemUTC();
    assertThat(examine(clock).text())
        .isEqualTo(
            "x: answers, and has keys. Redirect address: http://localhost:8080/login/with/x/callback");
    assertThat(examine(clock).isSound()).isTrue();
    assertThat(examine(Clock.offset(clock, java.time.Duration.ofMinutes(5))).text())
        .contains("its clock differs from this one by 5 minutes");
    assertThat(examine(clock, "issuer", UPSTREAM.url + "/").text()).contains("another issuer");
    assertThat(examine(clock, "algorithms", "ES256").text()).contains("no key for any");
    assertThat(examine(clock, "issuer", "https://127.0.0.1:1/x").text()).contains("127.0.0.1");
    assertThat(
            examine(
                    clock,
                    "client-secret",
                    "",
                    "client-key-file",
                    folder.resolve("none.pem").toString(),
                    "client-certificate-file",
                    folder.resolve("cert.pem").toString())
                .text())
        .contains("our own key");
    assertThat(
            examine(
                    clock,
                    "client-secret",
                    "",
                    "client-key-file",
                    folder.resolve("key.pem").toString(),
                    "client-certificate-file",
                    folder.resolve("cert.pem").toString())
                .text())
        .contains("client-certificate-file expires in");
    assertThat(examine(clock, "client-id", "").text()).contains("not understood");
  }
}
