package org.sallyport.connect.entramfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.entramfa.OnTenants.HOSPITAL;
import static org.sallyport.connect.entramfa.OnTenants.OTHER;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.connect.oidc.keys.CertifiedKeys;
import org.sallyport.connect.oidc.keys.SigningKeys;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.issuer.TestEntra;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/**
 * External MFA for Microsoft Entra ID, by the sentences of Microsoft's "external authentication
 * method provider reference" (rule 72).
 */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnTenants.class})
class EntraMfaTest {
  private static final String ISSUER = "http://localhost:8080/entra-mfa/hospital";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired CertifiedKeys keys;
  @Autowired SigningKeys applicationKeys;

  private String link(People.Person person, TestEntra tenant) {
    String objectId = UUID.randomUUID().toString();
    rows.update(
        "insert into federated_identity (account_id, issuer, subject, linked_at, linked_by)"
            + " values (?, ?, ?, ?, 'test')",
        person.id().value(),
        tenant.issuer.url,
        tenant.subject(objectId),
        Timestamp.from(clock.instant()));
    return objectId;
  }

  private Map<String, String> request(TestEntra tenant, String objectId) {
    return tenant.request(tenant.issuer.sign(tenant.hint(objectId, clock).build()));
  }

  private String page(TestEntra tenant, Map<String, String> request) {
    Browser.Page page = Asking.post(port, tenant, request);
    assertThat(page.status()).as(page.text()).isEqualTo(302);
    assertThat(page.location()).contains("/mfa/request/");
    return page.location();
  }

  private JWKSet published() throws ParseException {
    return JWKSet.parse(new Browser(port).get("/entra-mfa/hospital/keys").body());
  }

  private Map<String, @Nullable Object> signIn(People.Person person) {
    return rows.query(
            "select * from sign_in where account_id = ? order by password_at desc, id desc limit 1",
            person.id().value())
        .getFirst();
  }

  @Test
  void Rule72_aPersonGivesTheFactorAloneAndIsLedBack() throws ParseException, JOSEException {
    People.Person person = people.bySms();
    String objectId = link(person, HOSPITAL);
    Map<String, String> request = request(HOSPITAL, objectId);
    Browser browser = new Browser(port);
    Browser.Page asked = browser.follow(browser.get(page(HOSPITAL, request)));
    assertThat(asked.text())
        .contains("Microsoft asks for this, for your account at The hospital")
        .doesNotContain("Remember this browser");
    Browser.Page done =
        browser.follow(browser.post("/login/code", "code", Codes.next(person.phone())));
    Map<String, String> answer = Asking.answer(done);
    assertThat(answer)
        .containsOnlyKeys("action", "id_token", "state")
        .containsEntry("action", HOSPITAL.redirectAddress())
        .containsEntry("state", request.get("state"));
    JWTClaimsSet token = Asking.checked(answer.get("id_token"), published());
    assertThat(token.getIssuer()).isEqualTo(ISSUER);
    assertThat(token.getAudience()).containsExactly(TestEntra.CLIENT);
    assertThat(token.getSubject()).isEqualTo("pairwise-" + objectId);
    assertThat(token.getStringClaim("nonce")).isEqualTo(request.get("nonce"));
    assertThat(token.getStringClaim("acr")).isEqualTo("possessionorinherence");
    assertThat(token.getStringListClaim("amr")).containsExactly("sms");
    assertThat(token.getIssueTime()).isBeforeOrEqualTo(Date.from(clock.instant()));
    assertThat(token.getExpirationTime()).isAfter(Date.from(clock.instant()));
    assertThat(done.header("Content-Security-Policy")).contains("form-action https: http://127.");
    assertNoSession(person, browser);
    assertThat(rows.events(person.id(), "SignInEvent.FactorGivenForIssuer")).isEqualTo(1);
    assertThat(rows.events(person.id(), "SignInEvent.FactorConfirmed")).isEqualTo(1);
    assertThat(rows.events(person.id(), "SignInEvent.Completed")).isZero();
    assertHistory(person);
  }

  @Test
  void Rule43_anAccountThatIsUsedForMicrosoftAloneIsNotLongUnused() {
    People.Person person = people.bySms();
    String objectId = link(person, HOSPITAL);
    givesTheFactor(person, objectId);
    clock.turn(Duration.ofDays(91));
    givesTheFactor(person, objectId);
    assertThat(rows.events(person.id(), "SignInEvent.LongUnused")).isEqualTo(1);
    clock.turn(Duration.ofDays(1));
    givesTheFactor(person, objectId);
    clock.turn(Duration.ofDays(1));
    givesTheFactor(person, objectId);
    assertThat(rows.events(person.id(), "SignInEvent.LongUnused")).isEqualTo(1);
  }

  private void givesTheFactor(People.Person person, String objectId) {
    Browser browser = new Browser(port);
    browser.follow(browser.get(page(HOSPITAL, request(HOSPITAL, objectId))));
    assertThat(browser.post("/login/code", "code", Codes.next(person.phone())).status())
        .isLessThan(400);
  }

  private void assertNoSession(People.Person person, Browser browser) {
    assertThat(browser.cookies()).doesNotContainKeys("__Host-sid", "__Host-pre", "__Host-rb");
    assertThat(browser.get("/studies").location()).contains("/login");
    assertThat(rows.sessions(person.id())).isZero();
    assertThat(signIn(person))
        .containsEntry("state", "ended")
        .containsEntry("for_issuer", true)
        .containsEntry("token_hash", null)
        .containsEntry("trusted_browser_id", null);
  }

  private void assertHistory(People.Person person) {
    Browser own = new Browser(port);
    own.signIn(person.username(), People.PASSWORD);
    own.follow(own.post("/login/code", "code", Codes.next(person.phone())));
    assertThat(own.get("/settings/history").text())
        .contains("Second factor given for The hospital", "no session was opened");
  }

  @Test
  void aRequestIsDeletedAtItsEnd() {
    People.Person person = people.bySms();
    page(HOSPITAL, request(HOSPITAL, link(person, HOSPITAL)));
    clock.turn(Duration.ofDays(400));
    long before = rows.count("entra_mfa_request");
    rows.removeExpired("entra_mfa_request", clock.instant());
    assertThat(rows.count("entra_mfa_request")).isLessThan(before);
  }

  @Nested
  class DiscoveryOfProviderMetadata {

    @Test
    void theEndpointAlsoReturnsAValidContentLength() {
      Browser.Page page =
          new Browser(port).get("/entra-mfa/hospital/.well-known/openid-configuration");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("Content-Type")).startsWith("application/json");
      assertThat(page.header("Content-Length")).isEqualTo(Integer.toString(page.body().length()));
    }

    @Test
    void theIssuerMatchesTheHostOfDiscoveryAndTheTableOfValuesIsThere() throws ParseException {
      Map<String, Object> metadata =
          JSONObjectUtils.parse(
              new Browser(port).get("/entra-mfa/hospital/.well-known/openid-configuration").body());
      assertThat(metadata)
          .containsEntry("issuer", ISSUER)
          .containsEntry("authorization_endpoint", ISSUER + "/authorize")
          .containsEntry("jwks_uri", ISSUER + "/keys")
          .containsEntry("scopes_supported", List.of("openid"))
          .containsEntry("response_types_supported", List.of("id_token"))
          .containsEntry("response_modes_supported", List.of("form_post"))
          .containsEntry("subject_types_supported", List.of("public"))
          .containsEntry("id_token_signing_alg_values_supported", List.of("RS256"))
          .containsEntry("claim_types_supported", List.of("normal"));
    }

    @Test
    void eachKeyHasACertificateOfItself()
        throws ParseException, GeneralSecurityException, JOSEException {
      // Other tests may have turned the clock past the end of the keys that stand.
      keys.rotate();
      clock.turn(Duration.ofDays(6));
      keys.rotate();
      JWKSet set = published();
      assertThat(set.getKeys()).isNotEmpty();
      for (JWK key : set.getKeys()) {
        assertThat(key.isPrivate()).isFalse();
        assertThat(key.getX509CertChain()).hasSize(1);
        X509Certificate certificate =
            X509CertUtils.parseWithException(key.getX509CertChain().getFirst().decode());
        assertThat(certificate.getPublicKey()).isEqualTo(key.toRSAKey().toPublicKey());
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(clock.instant()));
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
      }
    }

    @Test
    void aNewKeyIsPublishedTwoDaysBeforeItSigns() throws ParseException {
      keys.encoder();
      List<JWK> first = keys.published().getKeys();
      clock.turn(Duration.ofDays(89));
      keys.rotate();
      List<JWK> both = keys.published().getKeys();
      assertThat(both).hasSize(first.size() + 1).containsAll(first);
      assertThat(published().getKeys()).hasSameSizeAs(both);
      clock.turn(Duration.ofDays(6));
      keys.rotate();
      assertThat(keys.published().getKeys()).doesNotContain(first.getFirst());
    }

    @Test
    void theKeysOfApplicationsAreOthers() throws ParseException {
      List<String> theirs =
          applicationKeys.published().getKeys().stream().map(JWK::getKeyID).toList();
      assertThat(published().getKeys())
          .extracting(JWK::getKeyID)
          .doesNotContainAnyElementsOf(theirs);
      assertThat(JWKSet.parse(new Browser(port).get("/oauth2/jwks").body()).getKeys())
          .extracting(JWK::getKeyID)
          .doesNotContainAnyElementsOf(published().getKeys().stream().map(JWK::getKeyID).toList());
    }

    @Test
    void anUnknownTenantHasNothing() {
      Browser browser = new Browser(port);
      assertThat(browser.get("/entra-mfa/nobody/keys").status()).isEqualTo(404);
      assertThat(browser.get("/entra-mfa/nobody/.well-known/openid-configuration").status())
          .isEqualTo(404);
      assertThat(browser.postRaw("/entra-mfa/nobody/authorize", "scope=openid").status())
          .isEqualTo(404);
    }
  }

  @Nested
  class ResponseToMicrosoft {

    @Test
    void theAcrMatchesOneOfTheRequest() throws ParseException, JOSEException {
      for (String acr :
          List.of("knowledgeorpossession", "knowledgeorpossessionorinherence", "possession")) {
        People.Person person = people.bySms();
        Map<String, String> request = request(HOSPITAL, link(person, HOSPITAL));
        request.put("claims", TestEntra.claims(acr));
        Browser browser = new Browser(port);
        browser.follow(browser.get(page(HOSPITAL, request)));
        Browser.Page done =
            browser.follow(browser.post("/login/code", "code", Codes.next(person.phone())));
        JWTClaimsSet token = Asking.checked(Asking.answer(done).get("id_token"), published());
        assertThat(token.getStringClaim("acr")).isEqualTo(acr);
      }
    }

    @Test
    void withoutAStateNoneGoesBack() {
      People.Person person = people.bySms();
      Map<String, String> request = request(HOSPITAL, link(person, HOSPITAL));
      request.remove("state");
      Browser browser = new Browser(port);
      browser.follow(browser.get(page(HOSPITAL, request)));
      Browser.Page done =
          browser.follow(browser.post("/login/code", "code", Codes.next(person.phone())));
      assertThat(Asking.answer(done)).containsOnlyKeys("action", "id_token");
    }

    @Test
    void aFailureIsToldByAnErrorWithTheState() {
      People.Person person = people.bySms();
      Map<String, String> request = request(HOSPITAL, link(person, HOSPITAL));
      Browser browser = new Browser(port);
      String page = page(HOSPITAL, request);
      browser.follow(browser.get(page));
      Browser.Page left = browser.post(page + "/cancel");
      assertThat(Asking.answer(left))
          .containsOnlyKeys("action", "error", "state")
          .containsEntry("action", HOSPITAL.redirectAddress())
          .containsEntry("error", "access_denied")
          .containsEntry("state", request.get("state"));
      assertThat(browser.get("/login/code").location()).contains("/login");
      assertThat(browser.get(page).status()).isEqualTo(410);
    }
  }

  @Nested
  class WhoCannotGiveTheFactor {

    private Browser.Page refused(String objectId) {
      Browser browser = new Browser(port);
      String location = page(HOSPITAL, request(HOSPITAL, objectId));
      Browser.Page page = browser.get(location);
      assertThat(page.status()).isEqualTo(403);
      assertThat(browser.cookies()).doesNotContainKey("__Host-pre");
      assertThat(Asking.answer(browser.post(location + "/cancel")))
          .containsEntry("error", "access_denied");
      return page;
    }

    @Test
    void aPersonWithoutALinkLearnsHowToLink() {
      String objectId = UUID.randomUUID().toString();
      assertThat(refused(objectId).text())
          .contains("is not linked with an account here", HOSPITAL.subject(objectId));
    }

    @Test
    void aDisabledAccount() {
      People.Person person = people.bySms();
      String objectId = link(person, HOSPITAL);
      rows.update(
          "update account set disabled_at = ? where id = ?",
          Timestamp.from(clock.instant()),
          person.id().value());
      assertThat(refused(objectId).text()).contains("Your account here is disabled");
    }

    @Test
    void aLockedAccount() {
      People.Person person = people.bySms();
      String objectId = link(person, HOSPITAL);
      rows.update(
          "update account set locked_at = ? where id = ?",
          Timestamp.from(clock.instant()),
          person.id().value());
      assertThat(refused(objectId).text()).contains("Your account here is locked");
    }

    @Test
    void anAccountWithoutAMethod() {
      assertThat(refused(link(people.undecided(), HOSPITAL)).text())
          .contains("has no method that Microsoft accepts");
    }

    @Test
    void anAccountWithCodesByEmail() {
      assertThat(refused(link(people.byEmail(), HOSPITAL)).text())
          .contains("codes by e-mail are not enough");
    }
  }

  @Nested
  class InABrowserWithASession {

    private Browser signedIn(People.Person person) {
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.follow(browser.post("/login/code", "code", Codes.next(person.phone())));
      assertThat(browser.cookies()).containsKey("__Host-sid");
      return browser;
    }

    @Test
    void theSessionAloneDoesNotConfirmAndStays() throws ParseException, JOSEException {
      People.Person person = people.bySms();
      String objectId = link(person, HOSPITAL);
      Browser browser = signedIn(person);
      clock.turn(Duration.ofMinutes(1));
      String page = page(HOSPITAL, request(HOSPITAL, objectId));
      assertThat(browser.get(page).text())
          .contains("Microsoft asks for your second factor", person.username());
      Browser.Page confirm = browser.post(page + "/confirm");
      assertThat(confirm.location()).endsWith("/settings/confirm");
      assertThat(browser.get(page).text()).contains("Confirm with your second factor");
      browser.get("/settings/confirm");
      Browser.Page done =
          browser.follow(browser.post("/settings/confirm", "code", Codes.next(person.phone())));
      JWTClaimsSet token = Asking.checked(Asking.answer(done).get("id_token"), published());
      assertThat(token.getSubject()).isEqualTo("pairwise-" + objectId);
      assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    }

    @Test
    void aFreshFactorOfTheSessionCountsWhereTheSettingsSaySo() {
      People.Person person = people.bySms();
      String objectId = link(person, OTHER);
      Browser browser = signedIn(person);
      String page = page(OTHER, request(OTHER, objectId));
      assertThat(browser.get(page).text()).contains("Confirm with your second factor");
      assertThat(Asking.answer(browser.post(page + "/confirm"))).containsKey("id_token");
      clock.turn(Duration.ofMinutes(11));
      String later = page(OTHER, request(OTHER, objectId));
      browser.get(later);
      assertThat(browser.post(later + "/confirm").location()).endsWith("/settings/confirm");
    }

    @Test
    void theSessionOfAnotherAccountIsLeftFirst() {
      People.Person person = people.bySms();
      People.Person other = people.bySms();
      String objectId = link(person, HOSPITAL);
      Browser browser = signedIn(other);
      String page = page(HOSPITAL, request(HOSPITAL, objectId));
      assertThat(browser.get(page).text()).contains("which is another account");
      assertThat(browser.post(page + "/confirm").text()).contains("which is another account");
      browser.get(page);
      Browser.Page asked = browser.follow(browser.post(page + "/other"));
      assertThat(asked.text()).contains("Microsoft asks for this");
      Browser.Page done =
          browser.follow(browser.post("/login/code", "code", Codes.next(person.phone())));
      assertThat(Asking.answer(done)).containsKey("id_token");
      assertThat(rows.sessions(other.id())).isZero();
    }
  }
}
