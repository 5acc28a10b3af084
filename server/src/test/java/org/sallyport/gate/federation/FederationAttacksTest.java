package org.sallyport.gate.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.gate.federation.OnIssuers.HOSPITAL;
import static org.sallyport.gate.federation.OnIssuers.HOSTILE;
import static org.sallyport.gate.federation.OnIssuers.REGION;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.Accounts;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.LockQueue;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.issuer.TestIssuer;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Attacks on sign-ins at issuers elsewhere. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnIssuers.class})
class FederationAttacksTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final RSAKey FOREIGN = TestIssuer.newKey();

  @LocalServerPort int port;
  @Autowired Accounts accounts;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired LockQueue turns;

  private String link(People.Person person, TestIssuer issuer) {
    String subject = "attacked-" + COUNT.incrementAndGet();
    rows.update(
        "insert into federated_identity (account_id, issuer, subject, linked_at, linked_by)"
            + " values (?, ?, ?, ?, 'test')",
        person.id().value(),
        issuer.url,
        subject,
        Timestamp.from(clock.instant()));
    return subject;
  }

  private Arriving begin(Browser browser) {
    return Arriving.begin(browser, HOSPITAL, "hospital", clock);
  }

  private static void assertNothing(Browser.Page page, Browser browser) {
    assertThat(page.status()).isEqualTo(403);
    assertThat(browser.cookies()).doesNotContainKeys("__Host-pre", "__Host-sid");
    assertThat(page.text()).contains("You are not signed in", "Back to the sign-in");
  }

  @Test
  void Q21_anAnswerCountsOnce() {
    String subject = link(people.byEmail(), HOSPITAL);
    Browser browser = new Browser(port);
    Arriving arriving = begin(browser);
    String token = HOSPITAL.sign(arriving.claims(subject).build());
    assertThat(browser.get(arriving.callback(arriving.code(token), null)).status()).isEqualTo(302);
    Browser thief = new Browser(port);
    thief.setCookie("__Host-issuer", browser.cookie("__Host-issuer"));
    Browser.Page second = thief.get(arriving.callback(arriving.code(token), null));
    assertNothing(second, thief);
    assertThat(second.text()).contains("was used before");
  }

  @Test
  void Q21_neitherLateNorInAnotherBrowserNorInvented() {
    String subject = link(people.byEmail(), HOSPITAL);
    Browser browser = new Browser(port);
    Arriving arriving = begin(browser);
    String back =
        arriving.callback(arriving.code(HOSPITAL.sign(arriving.claims(subject).build())), null);
    Browser other = new Browser(port);
    assertThat(other.get(back).text()).contains("begun in another browser");
    assertNothing(other.get(back), other);
    // One that began a sign-in of its own: the attacker leads the victim to the attacker's answer.
    begin(other);
    Browser.Page led = other.get(back);
    assertNothing(led, other);
    assertThat(led.text()).contains("begun in another browser");
    assertNothing(browser.get(back.replaceAll("state=[^&]*", "state=invented")), browser);
    assertNothing(browser.get(back.replaceAll("state=[^&]*&", "")), browser);
    clock.turn(Duration.ofMinutes(10));
    Browser.Page late = browser.get(back);
    assertNothing(late, browser);
    assertThat(late.text()).contains("longer than ten minutes");
  }

  @Test
  void Q21_aSignInIsNotBegunByAnotherSite() {
    Browser browser = new Browser(port);
    assertThat(browser.postRaw("/login/with/hospital", "").status()).isEqualTo(403);
    assertThat(browser.get("/login/with/hospital").location()).endsWith("/login");
    assertThat(browser.get("/login/with/unknown/callback?state=x&code=y").status()).isEqualTo(404);
  }

  @Test
  void Q22_anAnswerOfAnotherIssuerIsRefused() {
    String subject = link(people.byEmail(), HOSPITAL);
    Browser browser = new Browser(port);
    Arriving arriving = begin(browser);
    String token = HOSPITAL.sign(arriving.claims(subject).build());
    String back = arriving.callback(arriving.code(token), null);
    // At the address of the other issuer.
    assertNothing(browser.get(back.replace("/hospital/", "/region/")), browser);
    // Naming another one (RFC 9207).
    assertNothing(browser.get(arriving.callback(arriving.code(token), REGION.url)), browser);
    // Spent by that.
    assertNothing(browser.get(back), browser);
  }

  @Test
  void Q22_anIssuerThatNamesItselfHasToEachTime() {
    HOSTILE.publish(".well-known/openid-configuration", HOSTILE.metadata(HOSTILE.url, true));
    clock.turn(Duration.ofHours(2));
    try {
      String subject = link(people.byEmail(), HOSTILE);
      Browser browser = new Browser(port);
      Arriving arriving = Arriving.begin(browser, HOSTILE, "hostile", clock);
      assertNothing(arriving.as(subject), browser);
      arriving = Arriving.begin(browser, HOSTILE, "hostile", clock);
      String token = HOSTILE.sign(arriving.claims(subject).build());
      assertThat(browser.get(arriving.callback(arriving.code(token), HOSTILE.url)).status())
          .isEqualTo(302);
    } finally {
      HOSTILE.publish(".well-known/openid-configuration", HOSTILE.metadata(HOSTILE.url, false));
      clock.turn(Duration.ofHours(2));
    }
  }

  /** What is wrong with a token, and the token. */
  record Lie(String what, Function<JWTClaimsSet.Builder, String> token) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Lie claims(String what, Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> lie) {
    return new Lie(what, it -> HOSPITAL.sign(lie.apply(it).build()));
  }

  private static Date at(Instant time) {
    return Date.from(time);
  }

  private static Instant issued(JWTClaimsSet.Builder claims) {
    return claims.build().getIssueTime().toInstant();
  }

  static Stream<Lie> lies() {
    return Stream.concat(
        Stream.of(
            claims("another nonce", it -> it.claim("nonce", "x")),
            claims("no nonce", it -> it.claim("nonce", null)),
            claims("another issuer", it -> it.issuer(REGION.url)),
            claims("the issuer with a slash", it -> it.issuer(HOSPITAL.url + "/")),
            claims("no issuer", it -> it.issuer(null)),
            claims("another audience", it -> it.audience("another")),
            claims("no audience", it -> it.audience(List.of())),
            claims("two audiences", it -> it.audience(List.of(TestIssuer.CLIENT, "another"))),
            claims("another party", it -> it.claim("azp", "another")),
            claims("expired", it -> it.expirationTime(at(issued(it).minusSeconds(60)))),
            claims("no end", it -> it.expirationTime(null)),
            claims("not valid yet", it -> it.notBeforeTime(at(issued(it).plusSeconds(120)))),
            claims("issued long ago", it -> it.issueTime(at(issued(it).minusSeconds(601)))),
            claims("issued later", it -> it.issueTime(at(issued(it).plusSeconds(61)))),
            claims("never issued", it -> it.issueTime(null)),
            claims("another access token", it -> it.claim("at_hash", "x")),
            claims("nobody", it -> it.subject(null)),
            claims("an empty subject", it -> it.subject(""))),
        Stream.of(
            new Lie("unsigned", it -> new PlainJWT(it.build()).serialize()),
            new Lie("unsigned, with an empty signature", FederationAttacksTest::stripped),
            new Lie("signed with the public key as a secret", FederationAttacksTest::hmac),
            new Lie("another key of the same name", it -> foreign(it, header())),
            new Lie(
                "its key in the header", it -> foreign(it, header().jwk(FOREIGN.toPublicJWK()))),
            new Lie(
                "the address of its keys in the header",
                it -> foreign(it, header().jwkURL(URI.create(REGION.url + "/keys")))),
            new Lie(
                "a logout token",
                it ->
                    TestIssuer.sign(
                        it.build(), header().type(new JOSEObjectType("logout+jwt")), HOSPITAL.key)),
            new Lie("altered", FederationAttacksTest::altered),
            new Lie("encrypted, which was not agreed", FederationAttacksTest::encrypted),
            new Lie("no token", it -> "x")));
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(HOSPITAL.key.getKeyID());
  }

  private static String foreign(JWTClaimsSet.Builder claims, JWSHeader.Builder header) {
    return TestIssuer.sign(claims.build(), header, FOREIGN);
  }

  private static String stripped(JWTClaimsSet.Builder claims) {
    String token = HOSPITAL.sign(claims.build());
    return token.substring(0, token.lastIndexOf('.') + 1);
  }

  private static String altered(JWTClaimsSet.Builder claims) {
    String[] one = HOSPITAL.sign(claims.build()).split("\\.", -1);
    String[] other = HOSPITAL.sign(claims.subject("someone else").build()).split("\\.", -1);
    return one[0] + "." + other[1] + "." + one[2];
  }

  private static String hmac(JWTClaimsSet.Builder claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(HOSPITAL.key.getKeyID()).build(),
              claims.build());
      token.sign(new MACSigner(HOSPITAL.key.toRSAPublicKey().getEncoded()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encrypted(JWTClaimsSet.Builder claims) {
    try {
      EncryptedJWT token =
          new EncryptedJWT(
              new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM), claims.build());
      token.encrypt(new RSAEncrypter(HOSPITAL.key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("lies")
  void Q23_aTokenThatDoesNotProveItOpensNothing(Lie lie) {
    People.Person person = people.byEmail();
    String subject = link(person, HOSPITAL);
    Browser browser = new Browser(port);
    Arriving arriving = begin(browser);
    Browser.Page page = arriving.withToken(lie.token().apply(arriving.claims(subject)));
    assertNothing(page, browser);
    assertThat(page.text()).contains("could not be accepted");
    assertThat(rows.query("select id from sign_in where account_id = ?", person.id().value()))
        .isEmpty();
    assertThat(
            rows.query(
                "select id from audit_event where type = 'SignInEvent.IssuerRefused' order by id desc limit 1"))
        .isNotEmpty();
  }

  @Test
  void Q24_theNameOrAddressOfAnAccountNeverLeadsToIt() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    Arriving arriving = Arriving.begin(browser, REGION, "region", clock);
    Browser.Page page =
        arriving.with(
            arriving
                .claims("somebody-" + COUNT.incrementAndGet())
                .claim("preferred_username", person.username())
                .claim("email", person.email())
                .claim("email_verified", true)
                .claim("amr", List.of("mfa")));
    assertNothing(page, browser);
    assertThat(page.text()).contains("another account here has your username");
    assertThat(
            rows.query(
                "select 1 from federated_identity where account_id = ?", person.id().value()))
        .isEmpty();
  }

  @Test
  void Q24_aSubjectOfAnotherIssuerIsAnotherPerson() {
    String subject = link(people.byEmail(), REGION);
    Browser browser = new Browser(port);
    assertNothing(begin(browser).as(subject), browser);
  }

  @Test
  void Q24_anUnverifiedAddressIsNotTaken() {
    String subject = "unverified-" + COUNT.incrementAndGet();
    Arriving arriving = Arriving.begin(new Browser(port), REGION, "region", clock);
    arriving.with(
        arriving
            .claims(subject)
            .claim("preferred_username", subject)
            .claim("email", subject + "@region.example")
            .claim("email_verified", "true"));
    assertThat(accounts.findByUsername(subject).orElseThrow().email()).isNull();
  }

  @Test
  void Q25_aLockedAccountStaysLockedAndADisabledOneDisabled() {
    People.Person person = people.byEmail();
    String subject = link(person, REGION);
    rows.update(
        "update account set locked_at = ?, lock_reference = 'L-1' where id = ?",
        Timestamp.from(clock.instant()),
        person.id().value());
    Browser browser = new Browser(port);
    Arriving arriving = Arriving.begin(browser, REGION, "region", clock);
    Browser.Page page = arriving.with(arriving.claims(subject).claim("amr", List.of("mfa")));
    assertThat(page.location()).endsWith("/login/locked");
    assertThat(browser.cookies()).doesNotContainKey("__Host-sid");
    assertThat(browser.get("/studies").status()).isEqualTo(302);

    People.Person disabled = people.byEmail();
    subject = link(disabled, REGION);
    rows.update(
        "update account set disabled_at = ? where id = ?",
        Timestamp.from(clock.instant()),
        disabled.id().value());
    browser = new Browser(port);
    arriving = Arriving.begin(browser, REGION, "region", clock);
    assertNothing(arriving.with(arriving.claims(subject).claim("amr", List.of("mfa"))), browser);
    assertThat(rows.events(disabled.id(), "SignInEvent.IssuerRefused")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"otp", "MFA", "mfa ", "acr=https://refeds.org/profile/mfa"})
  void Q25_whatIsNotOnTheListIsNoSecondFactor(String method) {
    String subject = link(people.byEmail(), REGION);
    Arriving arriving = Arriving.begin(new Browser(port), REGION, "region", clock);
    Browser.Page page =
        arriving.with(arriving.claims(subject).claim("amr", List.of(method)).claim("acr", "mfa"));
    assertThat(page.location()).endsWith("/login/code");
  }

  @Test
  void Q25_neitherIsOneOfLongAgoOrOfNoTime() {
    String subject = link(people.byEmail(), REGION);
    for (Object time :
        new Object[] {
          clock.instant().getEpochSecond() - 600, clock.instant().getEpochSecond() + 120, null
        }) {
      Arriving arriving = Arriving.begin(new Browser(port), REGION, "region", clock);
      Browser.Page page =
          arriving.with(
              arriving.claims(subject).claim("amr", List.of("mfa")).claim("auth_time", time));
      assertThat(page.location()).as(String.valueOf(time)).endsWith("/login/code");
    }
    // The one issuer without a list.
    subject = link(people.byEmail(), HOSPITAL);
    Arriving arriving = begin(new Browser(port));
    assertThat(arriving.with(arriving.claims(subject).claim("amr", List.of("mfa"))).location())
        .endsWith("/login/code");
  }

  @Test
  void Q25_wrongCodesAfterItLockAsEver() {
    People.Person person = people.byEmail();
    String subject = link(person, HOSPITAL);
    String right = "";
    for (int i = 0; i < 5; i++) {
      Browser browser = new Browser(port);
      browser.follow(begin(browser).as(subject));
      right = Codes.next(person.email());
      browser.post("/login/code", "code", Codes.wrong(right));
    }
    assertThat(rows.isLocked(person.id())).isTrue();
    Browser browser = new Browser(port);
    assertThat(begin(browser).as(subject).location()).endsWith("/login/locked");
  }

  @Test
  void Q25_anAccountThatIsDisabledAtTheSameTimeIsNotOpened() throws Exception {
    People.Person person = people.byEmail();
    String subject = link(person, REGION);
    Browser browser = new Browser(port);
    Arriving arriving = Arriving.begin(browser, REGION, "region", clock);
    Browser.Page page =
        turns.behind(
            person.id(),
            "update account set disabled_at = created_at where id = ?",
            () -> arriving.with(arriving.claims(subject).claim("amr", List.of("mfa"))));
    assertNothing(page, browser);
  }

  @Test
  void Q27_aLinkThatEndsAtTheSameTimeOpensNothing() throws Exception {
    People.Person person = people.byEmail();
    String subject = link(person, REGION);
    Browser browser = new Browser(port);
    Arriving arriving = Arriving.begin(browser, REGION, "region", clock);
    Browser.Page page =
        turns.behind(
            person.id(),
            "delete from federated_identity where account_id = ?",
            () -> arriving.with(arriving.claims(subject).claim("amr", List.of("mfa"))));
    assertNothing(page, browser);
  }

  private void hostile(String path, String document, String honest) {
    HOSTILE.publish(path, document);
    clock.turn(Duration.ofHours(30));
    try {
      Browser browser = new Browser(port);
      browser.get("/login");
      Browser.Page page = browser.post("/login/with/hostile");
      assertThat(page.status()).as(document).isEqualTo(503);
      assertThat(page.header("Retry-After")).isNotEmpty();
    } finally {
      HOSTILE.publish(path, honest);
      clock.turn(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://0.0.0.0:PORT/keys",
        "http://0.0.0.0:PORT/keys",
        "https://user@127.0.0.1:PORT/keys",
        "http://user@127.0.0.1:PORT/keys",
        "https://127.0.0.1:PORT/keys#x",
        "ftp://127.0.0.1:PORT/keys"
      })
  void Q26_addressesThatMayNotBeAskedAreNotAsked(String address) throws IOException {
    String honest = HOSTILE.metadata(HOSTILE.url, false);
    try (ServerSocket asked = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
      String there = address.replace("PORT", Integer.toString(asked.getLocalPort()));
      hostile(
          ".well-known/openid-configuration", honest.replace(HOSTILE.url + "/keys", there), honest);
      asked.setSoTimeout(1);
      assertThatThrownBy(asked::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void Q26_metadataOfAnotherIssuerRedirectsAndFloodsAreRefused() {
    String path = ".well-known/openid-configuration";
    String honest = HOSTILE.metadata(HOSTILE.url, false);
    hostile(path, HOSTILE.metadata(HOSPITAL.url, false), honest);
    hostile(path, "redirect:" + HOSPITAL.url + "/" + path, honest);
    hostile(path, "{\"issuer\":\"" + "x".repeat(600_000) + "\"}", honest);
    hostile(path, "[1]", honest);
    hostile("keys", "{}", new JWKSet(HOSTILE.key.toPublicJWK()).toString());
  }

  @Test
  void Q26_inventedKeysHaveTheKeysReadOnceAMinute() {
    String subject = link(people.byEmail(), HOSTILE);
    Arriving.begin(new Browser(port), HOSTILE, "hostile", clock).as(subject);
    clock.turn(Duration.ofMinutes(2));
    int before = HOSTILE.keyReads.get();
    for (int i = 0; i < 5; i++) {
      Browser browser = new Browser(port);
      Arriving arriving = Arriving.begin(browser, HOSTILE, "hostile", clock);
      String token =
          TestIssuer.sign(
              arriving.claims(subject).build(),
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("invented-" + i),
              FOREIGN);
      assertNothing(arriving.withToken(token), browser);
    }
    assertThat(HOSTILE.keyReads.get() - before).isEqualTo(1);
  }
}
