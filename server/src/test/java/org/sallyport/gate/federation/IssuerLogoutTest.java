package org.sallyport.gate.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.gate.federation.OnIssuers.HOSPITAL;
import static org.sallyport.gate.federation.OnIssuers.REGION;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.issuer.TestIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Signing out at an issuer ends what began there; signing out here offers to sign out there. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnIssuers.class})
class IssuerLogoutTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Map<String, Object> EVENTS =
      Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private String link(People.Person person) {
    String subject = "leaver-" + COUNT.incrementAndGet();
    rows.update(
        "insert into federated_identity (account_id, issuer, subject, linked_at, linked_by)"
            + " values (?, ?, ?, ?, 'test')",
        person.id().value(),
        REGION.url,
        subject,
        Timestamp.from(clock.instant()));
    return subject;
  }

  private Browser signedIn(String subject, String session) {
    Browser browser = new Browser(port);
    Arriving arriving = Arriving.begin(browser, REGION, "region", clock);
    arriving.with(arriving.claims(subject).claim("amr", List.of("mfa")).claim("sid", session));
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    return browser;
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(REGION.url)
        .audience(TestIssuer.CLIENT)
        .issueTime(Date.from(clock.instant()))
        .expirationTime(Date.from(clock.instant().plusSeconds(120)))
        .jwtID("j" + COUNT.incrementAndGet())
        .claim("events", EVENTS);
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .keyID(REGION.key.getKeyID())
        .type(new JOSEObjectType("logout+jwt"));
  }

  private int send(String name, String token) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + port + "/login/with/" + name + "/logout"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int send(JWTClaimsSet.Builder claims) {
    return send("region", TestIssuer.sign(claims.build(), header(), REGION.key));
  }

  private static boolean isOpen(Browser browser) {
    return browser.get("/settings/account").status() == 200;
  }

  @Test
  void theEndOfASessionThereEndsOurs() {
    String subject = link(people.byEmail());
    Browser one = signedIn(subject, "s-" + subject);
    Browser other = signedIn(subject, "t-" + subject);
    clock.turn(Duration.ofSeconds(10));
    assertThat(send(claims().claim("sid", "s-" + subject))).isEqualTo(200);
    assertThat(isOpen(one)).isFalse();
    assertThat(isOpen(other)).isTrue();
    assertThat(send(claims().subject(subject))).isEqualTo(200);
    assertThat(isOpen(other)).isFalse();
    assertThat(one.get("/login").text()).contains("Your session was ended");
  }

  @Test
  void Q28_aTokenThatDoesNotProveItEndsNothing() {
    String subject = link(people.byEmail());
    String sid = "u-" + subject;
    Browser browser = signedIn(subject, sid);
    clock.turn(Duration.ofSeconds(10));
    assertThat(send(claims().claim("sid", sid).claim("events", null))).isEqualTo(400);
    assertThat(send(claims().claim("sid", sid).claim("events", Map.of("x", Map.of()))))
        .isEqualTo(400);
    assertThat(send(claims().claim("sid", sid).claim("nonce", "n"))).isEqualTo(400);
    assertThat(send(claims().claim("sid", sid).audience("another"))).isEqualTo(400);
    assertThat(send(claims().claim("sid", sid).issuer(HOSPITAL.url))).isEqualTo(400);
    assertThat(send(claims().claim("sid", sid).issueTime(null))).isEqualTo(400);
    assertThat(
            send(
                claims().claim("sid", sid).issueTime(Date.from(clock.instant().minusSeconds(601)))))
        .isEqualTo(400);
    assertThat(
            send(
                claims()
                    .claim("sid", sid)
                    .expirationTime(Date.from(clock.instant().minusSeconds(61)))))
        .isEqualTo(400);
    assertThat(send(claims())).isEqualTo(400);
    assertThat(
            send(
                "region",
                TestIssuer.sign(claims().claim("sid", sid).build(), header(), TestIssuer.newKey())))
        .isEqualTo(400);
    assertThat(
            send(
                "hospital",
                TestIssuer.sign(claims().claim("sid", sid).build(), header(), REGION.key)))
        .isEqualTo(400);
    assertThat(send("unknown", "x")).isEqualTo(404);
    assertThat(send("region", "")).isEqualTo(400);
    assertThat(isOpen(browser)).isTrue();
  }

  @Test
  void Q28_aTokenThatIsUsedAgainEndsNothingThatBeganLater() {
    String subject = link(people.byEmail());
    Browser before = signedIn(subject, "v-" + subject);
    clock.turn(Duration.ofSeconds(10));
    String token = TestIssuer.sign(claims().subject(subject).build(), header(), REGION.key);
    assertThat(send("region", token)).isEqualTo(200);
    assertThat(isOpen(before)).isFalse();
    clock.turn(Duration.ofSeconds(10));
    Browser after = signedIn(subject, "v-" + subject);
    assertThat(send("region", token)).isEqualTo(200);
    assertThat(isOpen(after)).isTrue();
  }

  @Test
  void signingOutHereOffersToSignOutThere() {
    String subject = link(people.byEmail());
    Browser browser = signedIn(subject, "w-" + subject);
    Browser.Page out = browser.post("/logout");
    assertThat(out.location()).endsWith("/login/with/region/signed-out");
    Browser.Page page = browser.get(out.location());
    assertThat(page.text()).contains("You are signed out here", "Sign out at The region");
    assertThat(page.body()).contains(REGION.url + "/logout?");
    assertThat(isOpen(browser)).isFalse();
  }
}
