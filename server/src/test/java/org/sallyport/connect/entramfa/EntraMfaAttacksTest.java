package org.sallyport.connect.entramfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.connect.entramfa.OnTenants.HOSPITAL;
import static org.sallyport.connect.entramfa.OnTenants.OTHER;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.issuer.TestEntra;
import org.sallyport.testing.issuer.TestIssuer;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Attacks on requests of Microsoft for the second factor (rule 72). */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnTenants.class})
class EntraMfaAttacksTest {
  private static final RSAKey FOREIGN = TestIssuer.newKey();

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private String link(People.Person person, TestEntra tenant) {
    String objectId = UUID.randomUUID().toString();
    link(person, tenant, objectId);
    return objectId;
  }

  private void link(People.Person person, TestEntra tenant, String objectId) {
    rows.update(
        "insert into federated_identity (account_id, issuer, subject, linked_at, linked_by)"
            + " values (?, ?, ?, ?, 'test')",
        person.id().value(),
        tenant.issuer.url,
        tenant.subject(objectId),
        Timestamp.from(clock.instant()));
  }

  private Map<String, String> request(String objectId) {
    return HOSPITAL.request(HOSPITAL.issuer.sign(HOSPITAL.hint(objectId, clock).build()));
  }

  private Browser.Page post(Map<String, String> request) {
    return Asking.post(port, HOSPITAL, request);
  }

  /** The page of a request, as the address in the answer to the form has it. */
  private String page(Map<String, String> request) {
    Browser.Page page = post(request);
    assertThat(page.location()).as(page.text()).contains("/mfa/request/");
    return page.location();
  }

  private void assertNotTrusted(Map<String, String> request, String check) {
    long before = rows.count("entra_mfa_request");
    Browser.Page page = post(request);
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).doesNotContain("data-sent", "externalauthprovider");
    assertThat(page.location()).isEmpty();
    assertThat(rows.count("entra_mfa_request")).isEqualTo(before);
    assertThat(
            rows.query(
                "select details::text as said from audit_event where type ="
                    + " 'SignInEvent.IssuerRefused' order by id desc limit 1"))
        .singleElement()
        .asString()
        .contains("external MFA: " + check);
  }

  private void assertHintRefused(UnaryOperator<JWTClaimsSet.Builder> lie, String check) {
    String objectId = link(people.bySms(), HOSPITAL);
    JWTClaimsSet claims = lie.apply(HOSPITAL.hint(objectId, clock)).build();
    assertNotTrusted(HOSPITAL.request(HOSPITAL.issuer.sign(claims)), "id_token_hint " + check);
  }

  @Test
  void Q56_aHintIsSignedByTheTenantWithRs256Alone() throws JOSEException {
    String objectId = link(people.bySms(), HOSPITAL);
    JWTClaimsSet claims = HOSPITAL.hint(objectId, clock).build();
    assertNotTrusted(HOSPITAL.request(new PlainJWT(claims).serialize()), "id_token_hint");
    SignedJWT symmetric =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(HOSPITAL.issuer.key.getKeyID()).build(),
            claims);
    symmetric.sign(new MACSigner(HOSPITAL.issuer.key.toPublicJWK().toJSONString()));
    assertNotTrusted(HOSPITAL.request(symmetric.serialize()), "id_token_hint alg");
    JWSHeader.Builder known =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(HOSPITAL.issuer.key.getKeyID());
    assertNotTrusted(
        HOSPITAL.request(TestIssuer.sign(claims, known, FOREIGN)), "id_token_hint signature");
    JWSHeader.Builder own =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID(FOREIGN.getKeyID())
            .jwk(FOREIGN.toPublicJWK())
            .jwkURL(URI.create(OTHER.issuer.url + "/keys"));
    assertNotTrusted(
        HOSPITAL.request(TestIssuer.sign(claims, own, FOREIGN)), "id_token_hint signature");
    JWSHeader.Builder other =
        new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(HOSPITAL.issuer.key.getKeyID());
    assertNotTrusted(
        HOSPITAL.request(TestIssuer.sign(claims, other, HOSPITAL.issuer.key)), "id_token_hint alg");
    assertNotTrusted(HOSPITAL.request("x.y.z"), "id_token_hint");
    assertNotTrusted(HOSPITAL.request(null), "id_token_hint");
    assertNotTrusted(HOSPITAL.request("a".repeat(17_000)), "id_token_hint");
  }

  @Test
  void Q56_aHintIsOfThisTenantForThisApplicationAndOfNow() {
    assertHintRefused(it -> it.issuer(OTHER.issuer.url), "iss");
    assertHintRefused(it -> it.audience(TestIssuer.CLIENT), "aud");
    assertHintRefused(
        it -> it.audience(List.of(HOSPITAL.applicationId.toString(), "another")), "aud");
    assertHintRefused(it -> it.claim("tid", OTHER.tenantId.toString()), "tid");
    assertHintRefused(it -> it.claim("tid", HOSPITAL.tenantId + "/x"), "tid");
    assertHintRefused(it -> it.claim("oid", null), "oid");
    assertHintRefused(it -> it.subject(""), "sub");
    Instant now = clock.instant();
    assertHintRefused(it -> it.issueTime(Date.from(now.minusSeconds(301))), "iat");
    assertHintRefused(it -> it.issueTime(null), "iat");
    assertHintRefused(it -> it.issueTime(Date.from(now.plusSeconds(120))), "iat");
    assertHintRefused(it -> it.expirationTime(Date.from(now.minusSeconds(301))), "exp");
    assertHintRefused(it -> it.expirationTime(null), "exp");
    assertHintRefused(it -> it.notBeforeTime(Date.from(now.plusSeconds(120))), "nbf");
  }

  @Test
  void Q56_aHintOfAnotherTenantOfTheSettingsNamesNobodyHere() {
    String objectId = UUID.randomUUID().toString();
    link(people.bySms(), HOSPITAL, objectId);
    JWTClaimsSet theirs = OTHER.hint(objectId, clock).build();
    assertNotTrusted(HOSPITAL.request(OTHER.issuer.sign(theirs)), "id_token_hint");
    // At the endpoint of the other tenant the same object id is another person.
    Browser.Page taken =
        Asking.post(
            port, OTHER, OTHER.request(OTHER.issuer.sign(OTHER.hint(objectId, clock).build())));
    assertThat(new Browser(port).get(taken.location()).text()).contains("is not linked");
  }

  @Test
  void Q57_anAnswerGoesToTheFixedAddressAlone() {
    String objectId = link(people.bySms(), HOSPITAL);
    for (String address :
        List.of(
            "https://attacker.example/common/federation/externalauthprovider",
            HOSPITAL.redirectAddress() + "/../x",
            HOSPITAL.redirectAddress() + "?to=x",
            HOSPITAL.redirectAddress() + "#x",
            OTHER.redirectAddress(),
            "")) {
      Map<String, String> request = request(objectId);
      request.put("redirect_uri", address);
      assertNotTrusted(request, "redirect_uri");
      // Not even an error goes there.
      request.remove("nonce");
      assertNotTrusted(request, "redirect_uri");
    }
    Map<String, String> request = request(objectId);
    request.put("client_id", "another");
    assertNotTrusted(request, "client_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonce|",
        "scope|profile",
        "response_type|code",
        "response_mode|query",
        "claims|",
        "claims|{\"id_token\":",
        "claims|{\"id_token\":{\"acr\":\"possession\"}}",
        "claims|{\"id_token\":{\"acr\":{\"values\":[1]},\"amr\":{\"values\":[\"otp\"]}}}",
        "claims|{\"id_token\":{\"acr\":{\"values\":[\"possession\"]}}}",
        "claims|{\"userinfo\":{}}",
        "claims|[[[[[[[[[[[[[[[[[[[[[[[["
      })
  void Q58_aRequestThatIsNotAsTheReferenceSaysIsRefusedToMicrosoft(String lie) {
    Map<String, String> request = request(link(people.bySms(), HOSPITAL));
    String[] parts = lie.split("\\|", 2);
    request.put(parts[0], parts[1]);
    Browser.Page page = post(request);
    assertThat(Asking.answer(page))
        .containsEntry("action", HOSPITAL.redirectAddress())
        .containsEntry("error", "invalid_request")
        .containsEntry("state", request.get("state"))
        .doesNotContainKey("id_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inherence", "knowledge", "knowledgeorinherence", "anything", ""})
  void Q58_aClassThatNoFactorHereSatisfiesIsRefused(String acr) {
    Map<String, String> request = request(link(people.bySms(), HOSPITAL));
    request.put("claims", TestEntra.claims(acr));
    assertThat(Asking.answer(post(request))).containsEntry("error", "access_denied");
  }

  @Test
  void Q59_aHintIsTakenOnceAlsoByManyAtOnce() {
    Map<String, String> request = request(link(people.bySms(), HOSPITAL));
    List<CompletableFuture<Browser.Page>> pages =
        IntStream.range(0, 8)
            .mapToObj(it -> CompletableFuture.supplyAsync(() -> post(request)))
            .toList();
    assertThat(pages.stream().map(CompletableFuture::join).map(Browser.Page::status).sorted())
        .containsExactly(302, 409, 409, 409, 409, 409, 409, 409);
    // With another nonce and state, too.
    Map<String, String> again = request(UUID.randomUUID().toString());
    again.put("id_token_hint", String.valueOf(request.get("id_token_hint")));
    assertThat(post(again).text()).contains("This was used before");
  }

  @Test
  void Q59_aRequestIsAnsweredOnceInTheBrowserThatBroughtIt() {
    People.Person person = people.bySms();
    String page = page(request(link(person, HOSPITAL)));
    Browser browser = new Browser(port);
    browser.follow(browser.get(page));
    Browser thief = new Browser(port);
    assertThat(thief.get(page).status()).isEqualTo(410);
    assertThat(thief.get(page).text()).contains("not begun in this browser");
    assertThat(
            Asking.answer(
                browser.follow(browser.post("/login/code", "code", Codes.next(person.phone())))))
        .containsKey("id_token");
    assertThat(browser.get(page).text()).contains("answered already");
    thief.setCookie("__Host-issuer", browser.cookie("__Host-issuer"));
    assertThat(thief.get(page).text()).contains("answered already").doesNotContain("id_token");
  }

  @Test
  void Q59_aRequestThatNobodyCameBackWithBelongsToNobodyLater() {
    String page = page(request(link(people.bySms(), HOSPITAL)));
    clock.turn(Duration.ofMinutes(2));
    assertThat(new Browser(port).get(page).text()).contains("not begun in this browser");
  }

  @Test
  void Q59_afterTenMinutesNothingIsAnswered() {
    People.Person person = people.bySms();
    String page = page(request(link(person, HOSPITAL)));
    Browser browser = new Browser(port);
    browser.follow(browser.get(page));
    String code = Codes.next(person.phone());
    clock.turn(Duration.ofMinutes(10));
    Browser.Page late = browser.follow(browser.post("/login/code", "code", code));
    assertThat(late.text()).contains("Microsoft waits for ten minutes");
    assertThat(late.body()).doesNotContain("id_token");
  }

  @Test
  void Q60_noSessionArisesByAnyWayOfTheAttempt() {
    People.Person person = people.bySms();
    String page = page(request(link(person, HOSPITAL)));
    Browser browser = new Browser(port);
    browser.follow(browser.get(page));
    String attempt = browser.cookie("__Host-pre");
    // The cookie of the attempt is none of a session.
    Browser forged = new Browser(port);
    forged.setCookie("__Host-sid", attempt);
    assertThat(forged.get("/studies").location()).contains("/login");
    assertThat(browser.get("/studies").location()).contains("/login");
    assertThat(browser.get("/dicom-web/studies").status()).isNotEqualTo(200);
    // The account loses its method meanwhile: neither is one chosen here, nor none.
    rows.update("update account set method = null where id = ?", person.id().value());
    for (String method : List.of("none", "email", "sms", "app")) {
      browser.get("/login/method");
      browser.post("/login/method", "method", method);
    }
    assertThat(browser.cookies()).doesNotContainKey("__Host-sid");
    assertThat(rows.sessions(person.id())).isZero();
    assertThat(rows.events(person.id(), "SignInEvent.Completed")).isZero();
    assertThat(
            rows.query("select method from account where id = ?", person.id().value()).getFirst())
        .containsEntry("method", null);
  }

  @Test
  void Q60_aRememberedBrowserDoesNotReplaceTheFactorAndNoneIsRemembered() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.follow(
        browser.post("/login/code", "code", Codes.next(person.phone()), "remember", "on"));
    assertThat(browser.cookies()).containsKey("__Host-rb");
    browser.get("/settings/account");
    browser.post("/logout");
    Browser.Page asked = browser.follow(browser.get(page(request(link(person, HOSPITAL)))));
    assertThat(asked.text()).contains("Microsoft asks for this");
    Codes.next(person.phone());
    Browser other = new Browser(port);
    clock.turn(Duration.ofMinutes(1));
    other.follow(other.get(page(request(objectOf(person)))));
    Browser.Page done =
        other.follow(
            other.post("/login/code", "code", Codes.next(person.phone()), "remember", "on"));
    assertThat(Asking.answer(done)).containsKey("id_token");
    assertThat(other.cookies()).doesNotContainKeys("__Host-rb", "__Host-known");
  }

  private String objectOf(People.Person person) {
    String subject =
        String.valueOf(
            rows.query(
                    "select subject from federated_identity where account_id = ?",
                    person.id().value())
                .getFirst()
                .get("subject"));
    return subject.substring(subject.indexOf('/') + 1);
  }

  @Test
  void Q61_theLockTheDisablingAndTheLinkAreLookedAtAgainAtTheAnswer() {
    for (String change :
        List.of(
            "update account set locked_at = now() where id = ?",
            "update account set disabled_at = now() where id = ?",
            "delete from federated_identity where account_id = ?")) {
      People.Person person = people.bySms();
      String page = page(request(link(person, HOSPITAL)));
      Browser browser = new Browser(port);
      browser.follow(browser.get(page));
      Browser.Page given = browser.post("/login/code", "code", Codes.next(person.phone()));
      assertThat(given.location()).endsWith(page.substring(page.indexOf("/mfa/")));
      rows.update(change, person.id().value());
      Browser.Page refused = browser.follow(given);
      assertThat(refused.status()).as(change).isEqualTo(403);
      assertThat(refused.body()).doesNotContain("id_token");
      assertThat(rows.events(person.id(), "SignInEvent.FactorConfirmed")).isZero();
    }
  }

  @Test
  void Q61_fiveWrongCodesLockAndNothingIsConfirmed() {
    People.Person person = people.bySms();
    String page = page(request(link(person, HOSPITAL)));
    Browser browser = new Browser(port);
    browser.follow(browser.get(page));
    String code = Codes.next(person.phone());
    for (int i = 0; i < 5; i++) {
      browser.post("/login/code", "code", Codes.wrong(code));
    }
    assertThat(rows.isLocked(person.id())).isTrue();
    browser.post("/login/code", "code", code);
    assertThat(browser.get(page).body()).doesNotContain("id_token");
    // Another request of Microsoft does not help, and sends no code.
    Browser second = new Browser(port);
    Browser.Page refused = second.get(page(request(objectOf(person))));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("Your account here is locked");
  }

  @Test
  void Q61_codesOfManyRequestsAreLimitedAsInASignIn() {
    People.Person person = people.bySms();
    String objectId = link(person, HOSPITAL);
    int sent = 0;
    for (int i = 0; i < 20; i++) {
      clock.turn(Duration.ofSeconds(31));
      Browser browser = new Browser(port);
      browser.follow(browser.get(page(request(objectId))));
      sent = rows.events(person.id(), "CodeEvent.Sent");
    }
    assertThat(sent).isBetween(1, 15);
  }

  @Test
  void Q62_noFormOfAnotherSiteConfirmsForASession() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.follow(browser.post("/login/code", "code", Codes.next(person.phone())));
    // The other tenant accepts a fresh factor of a session: still only by a form of the page.
    String objectId = UUID.randomUUID().toString();
    link(person, OTHER, objectId);
    Browser.Page taken =
        Asking.post(
            port, OTHER, OTHER.request(OTHER.issuer.sign(OTHER.hint(objectId, clock).build())));
    String page = taken.location();
    assertThat(browser.get(page).body()).doesNotContain("id_token");
    Browser.Page forged =
        browser.send(
            browser
                .request(page + "/confirm")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(""))
                .build());
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.body()).doesNotContain("id_token");
    Browser stranger = new Browser(port);
    stranger.setCookie("__Host-issuer", browser.cookie("__Host-issuer"));
    stranger.get(page);
    assertThat(stranger.post(page + "/confirm").body()).doesNotContain("id_token");
  }

  @Test
  void Q62_thePagesOfTheAttemptSayForWhomTheFactorIs() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    browser.follow(browser.get(page(request(link(person, HOSPITAL)))));
    assertThat(browser.get("/login/code").text())
        .contains("If you did not just sign in to Microsoft in this browser, cancel");
    assertThat(browser.get("/login/another-way").text()).contains("Microsoft asks for this");
  }

  @Test
  void Q63_theTokenIsNoneOfTheOpenIdProviderAndOpensNothing() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    browser.follow(browser.get(page(request(link(person, HOSPITAL)))));
    String token =
        String.valueOf(
            Asking.answer(
                    browser.follow(browser.post("/login/code", "code", Codes.next(person.phone()))))
                .get("id_token"));
    Browser program = new Browser(port);
    Browser.Page info =
        program.send(
            program.request("/userinfo").header("Authorization", "Bearer " + token).GET().build());
    assertThat(info.status()).isEqualTo(401);
    Browser.Page calls =
        program.send(
            program
                .request("/api/v1/accounts")
                .header("Authorization", "Bearer " + token)
                .GET()
                .build());
    assertThat(calls.status()).isEqualTo(401);
    // As a hint of our own provider it is not believed, and as Microsoft's hint neither.
    assertNotTrusted(HOSPITAL.request(token), "id_token_hint");
  }

  @Test
  void Q64_strangersLearnNothingAndStoreNothing() {
    long before = rows.count("entra_mfa_request");
    Browser stranger = new Browser(port);
    assertThat(stranger.get("/entra-mfa/hospital/authorize").status()).isEqualTo(405);
    assertThat(stranger.get("/mfa/request/" + UUID.randomUUID()).status()).isEqualTo(410);
    assertThat(stranger.get("/mfa/request").location()).contains("/login");
    Browser.Page linked = post(unsigned(link(people.bySms(), HOSPITAL)));
    Browser.Page nobody = post(unsigned(UUID.randomUUID().toString()));
    assertThat(linked.body()).isEqualTo(nobody.body());
    assertThat(linked.status()).isEqualTo(nobody.status()).isEqualTo(400);
    assertThat(rows.count("entra_mfa_request")).isEqualTo(before);
  }

  @Test
  void Q64_strangersFillNoAuditLog() {
    post(unsigned("x"));
    rows.update(
        "update rate_limit set used = ? where name = 'issuer-refusals'",
        OnTenants.MOST_REFUSALS - 3);
    long before = refusals();
    for (int i = 0; i < 20; i++) {
      post(unsigned("x"));
      post(Map.of("client_id", "x"));
    }
    assertThat(refusals() - before).isEqualTo(4);
    assertThat(
            rows.query(
                    "select details::text as said from audit_event where type ="
                        + " 'SignInEvent.IssuerRefused' order by id desc limit 1")
                .getFirst()
                .get("said"))
        .asString()
        .contains("more than are recorded in an hour");
    rows.update("delete from rate_limit where name like 'issuer-refusals%'");
  }

  private long refusals() {
    return rows.count("audit_event where type = 'SignInEvent.IssuerRefused'");
  }

  private Map<String, String> unsigned(String objectId) {
    JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("none");
    return HOSPITAL.request(
        TestIssuer.sign(HOSPITAL.hint(objectId, clock).build(), header, FOREIGN));
  }

  @Test
  void Q65_neitherANameNorAnAddressLeadsToAnAccount() {
    People.Person person = people.bySms();
    String objectId = UUID.randomUUID().toString();
    JWTClaimsSet claims =
        HOSPITAL
            .hint(objectId, clock)
            .claim("preferred_username", person.username())
            .claim("email", person.email())
            .claim("email_verified", true)
            .claim("upn", person.email())
            .build();
    String page = page(HOSPITAL.request(HOSPITAL.issuer.sign(claims)));
    Browser.Page refused = new Browser(port).get(page);
    assertThat(refused.text()).contains("is not linked with an account here");
    assertThat(rows.events(person.id(), "CodeEvent.Sent")).isZero();
  }
}
