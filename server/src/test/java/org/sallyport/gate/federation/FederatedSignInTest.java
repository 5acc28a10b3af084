package org.sallyport.gate.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.gate.federation.OnIssuers.HOSPITAL;
import static org.sallyport.gate.federation.OnIssuers.REGION;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.issuer.TestIssuer;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** Sign-ins at an issuer elsewhere (rules 53, 55). */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnIssuers.class})
class FederatedSignInTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @LocalServerPort int port;
  @Autowired Accounts accounts;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired NewUsernames usernames;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;

  private Arriving begin(Browser browser, TestIssuer issuer) {
    return Arriving.begin(browser, issuer, issuer == HOSPITAL ? "hospital" : "region", clock);
  }

  private static String newSubject() {
    return "subject-" + COUNT.incrementAndGet();
  }

  private String link(People.Person person, TestIssuer issuer) {
    String subject = newSubject();
    rows.update(
        "insert into federated_identity (account_id, issuer, subject, linked_at, linked_by)"
            + " values (?, ?, ?, ?, 'test')",
        person.id().value(),
        issuer.url,
        subject,
        Timestamp.from(clock.instant()));
    return subject;
  }

  private Map<String, @Nullable Object> signIn(People.Person person) {
    return rows.query(
            "select * from sign_in where account_id = ? order by password_at desc, id desc limit 1",
            person.id().value())
        .getFirst();
  }

  @Test
  void asksForOurSecondFactorAfterTheirFirst() {
    People.Person person = people.byEmail();
    String subject = link(person, HOSPITAL);
    Browser browser = new Browser(port);
    Arriving arriving = begin(browser, HOSPITAL);
    assertThat(arriving.request())
        .containsEntry("response_type", "code")
        .containsEntry("client_id", TestIssuer.CLIENT)
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", "http://localhost:8080/login/with/hospital/callback");
    Browser.Page asked = arriving.as(subject);
    assertThat(asked.status()).isEqualTo(302);
    assertThat(asked.location()).endsWith("/login/code");
    assertThat(browser.get("/studies").location()).contains("/login");
    browser.follow(asked);
    Browser.Page in = browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(in.location()).endsWith("/studies");
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    assertThat(signIn(person))
        .containsEntry("issuer", "hospital")
        .containsEntry("issuer_factor", false)
        .containsEntry("method", "email")
        .containsEntry("state", "complete");
    assertThat(browser.get("/settings/sessions").text())
        .contains("Signed in at The hospital, then: One-Time-Password by e-mail");
    assertThat(browser.get("/settings/history").text()).contains("Signed in at The hospital");
    assertThat(rows.events(person.id(), "SignInEvent.IssuerAccepted")).isEqualTo(1);
    assertThat(rows.events(person.id(), "SignInEvent.PasswordAccepted")).isZero();
  }

  @Test
  void leadsToThePageThatWasAskedFor() {
    People.Person person = people.byEmail();
    String subject = link(person, HOSPITAL);
    Browser browser = new Browser(port);
    browser.get("/settings/sessions");
    Arriving arriving = begin(browser, HOSPITAL);
    browser.follow(arriving.as(subject));
    assertThat(browser.post("/login/code", "code", Codes.next(person.email())).location())
        .endsWith("/settings/sessions");
  }

  @Test
  void Rule55_theirSecondFactorTakesThePlaceOfOursIfItIsOnTheListAndFresh() {
    People.Person person = people.byEmail();
    String subject = link(person, REGION);
    Browser browser = new Browser(port);
    Arriving arriving = begin(browser, REGION);
    assertThat(arriving.request()).containsEntry("acr_values", "https://refeds.org/profile/mfa");
    Browser.Page in = arriving.with(arriving.claims(subject).claim("amr", List.of("pwd", "mfa")));
    assertThat(in.location()).endsWith("/studies");
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    assertThat(signIn(person))
        .containsEntry("method", "issuer")
        .containsEntry("issuer_factor", true)
        .containsEntry("factor_at", null);
    // It is no second factor of the account: a change demands one.
    browser.get("/settings/account");
    assertThat(browser.follow(browser.post("/settings/begin", "change", "password")).text())
        .contains("One-Time-Password");
  }

  @Test
  void makesAnAccountAtTheFirstSignInAndFindsItAgain() {
    String subject = newSubject();
    String name = "new." + subject;
    Browser browser = new Browser(port);
    Arriving arriving = begin(browser, REGION);
    Browser.Page asked =
        arriving.with(
            arriving
                .claims(subject)
                .claim("preferred_username", name)
                .claim("name", "Nora Newcomer")
                .claim("email", name + "@region.example")
                .claim("email_verified", true));
    assertThat(asked.location()).endsWith("/login/method");
    Account made = accounts.findByUsername(name).orElseThrow();
    assertThat(made.name()).isEqualTo("Nora Newcomer");
    assertThat(made.email()).isEqualTo(name + "@region.example");
    assertThat(made.passwordHash()).isNull();
    assertThat(made.role().word()).isEqualTo("physician");
    browser.follow(asked);
    browser.follow(browser.post("/login/method", "method", "email"));
    browser.post("/login/code", "code", Codes.next(name + "@region.example"));
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    Arriving again = begin(new Browser(port), REGION);
    again.with(again.claims(subject).claim("preferred_username", "renamed." + subject));
    assertThat(rows.query("select id from account where username like ?", "%" + subject))
        .hasSize(1);
  }

  @Test
  void Rule59_makesNoAccountWithTheUsernameOfAnErasedOne() {
    String subject = newSubject();
    String name = "erased." + subject;
    transaction.executeWithoutResult(status -> usernames.erased(name));
    Arriving arriving = begin(new Browser(port), REGION);
    Browser.Page refused =
        arriving.with(
            arriving
                .claims(subject)
                .claim("preferred_username", name)
                .claim("name", "Nora Namesake"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(accounts.findByUsername(name)).isEmpty();
  }

  @Test
  void saysThatNobodyIsLinkedAndHowToChangeThat() {
    String subject = newSubject();
    Browser browser = new Browser(port);
    Browser.Page page = begin(browser, HOSPITAL).as(subject);
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text()).contains("no account here is linked with you", subject);
    assertThat(browser.cookies()).doesNotContainKeys("__Host-pre", "__Host-sid");
  }

  @Test
  void aRememberedBrowserIsAskedForNoSecondFactor() {
    People.Person person = people.byEmail();
    String subject = link(person, HOSPITAL);
    Browser browser = new Browser(port);
    browser.follow(begin(browser, HOSPITAL).as(subject));
    browser.post("/login/code", "code", Codes.next(person.email()), "remember", "yes");
    browser.get("/studies");
    browser.post("/logout");
    clock.turn(Duration.ofSeconds(1));
    assertThat(begin(browser, HOSPITAL).as(subject).location()).endsWith("/studies");
    assertThat(signIn(person)).containsEntry("method", "remembered");
  }

  @Test
  void thePasswordWorksWhileTheIssuerIsAway() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    clock.turn(Duration.ofHours(30));
    HOSPITAL.setAway(true);
    try {
      browser.get("/login");
      Browser.Page page = browser.post("/login/with/hospital");
      assertThat(page.status()).isEqualTo(503);
      assertThat(page.text()).contains("Sign in with your password");
      browser.signIn(person.username(), People.PASSWORD);
      browser.post("/login/code", "code", Codes.next(person.email()));
      assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    } finally {
      HOSPITAL.setAway(false);
      clock.turn(Duration.ofSeconds(10));
    }
    assertThat(begin(new Browser(port), HOSPITAL).request()).containsKey("state");
  }

  @Test
  void aRequestIsDeletedAtItsEnd() {
    Arriving arriving = begin(new Browser(port), HOSPITAL);
    clock.turn(Duration.ofMinutes(9));
    rows.removeExpired("federation_request", clock.instant());
    assertThat(arriving.as(newSubject()).text()).contains("no account here is linked");
    arriving = begin(new Browser(port), HOSPITAL);
    clock.turn(Duration.ofMinutes(11));
    rows.removeExpired("federation_request", clock.instant());
    assertThat(rows.count("federation_request")).isZero();
    assertThat(arriving.as(newSubject()).text()).contains("No sign-in at The hospital is known");
  }

  @Test
  void aNewKeyOfTheIssuerIsRead() {
    People.Person person = people.byEmail();
    String subject = link(person, REGION);
    begin(new Browser(port), REGION).as(subject);
    RSAKey next = TestIssuer.newKey();
    REGION.publish(
        "keys", new JWKSet(List.of(REGION.key.toPublicJWK(), next.toPublicJWK())).toString());
    clock.turn(Duration.ofMinutes(2));
    Arriving arriving = begin(new Browser(port), REGION);
    String token =
        TestIssuer.sign(
            arriving.claims(subject).build(),
            new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(next.getKeyID()),
            next);
    assertThat(arriving.withToken(token).status()).isEqualTo(302);
  }
}
