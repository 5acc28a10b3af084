package org.sallyport.gate.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.gate.federation.OnIssuers.HOSPITAL;
import static org.sallyport.gate.federation.OnIssuers.REGION;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Linking an account with a person of an issuer, by its owner and by an admin. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnIssuers.class})
class IssuerPagesTest {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String PAGE = "/settings/elsewhere";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private static String newSubject() {
    return "person-" + COUNT.incrementAndGet();
  }

  private int links(People.Person person) {
    return rows.query("select 1 from federated_identity where account_id = ?", person.id().value())
        .size();
  }

  /** Presses Link at an issuer, in a session with a fresh second factor. */
  private Arriving arrive(Browser browser) {
    browser.get("/settings/account");
    assertThat(browser.post("/settings/begin", "change", "elsewhere").location()).endsWith(PAGE);
    browser.get(PAGE);
    return Arriving.of(
        browser.post(PAGE + "/begin", "id", "hospital"), browser, HOSPITAL, "hospital", clock);
  }

  @Test
  void theOwnerLinksAndEndsTheLink() {
    People.Person person = people.byEmail();
    Browser browser = Visitors.signedIn(person, port);
    Browser other = Visitors.signedIn(person, port);
    assertThat(browser.get("/settings/account").text())
        .contains("Signing in elsewhere", "The hospital Not linked");
    String subject = newSubject();
    Arriving arriving = arrive(browser);
    Browser.Page back =
        arriving.with(arriving.claims(subject).claim("preferred_username", "hester@hosp"));
    assertThat(back.location()).endsWith(PAGE + "/confirm");
    assertThat(links(person)).as("not by the way back alone").isZero();
    assertThat(browser.get(PAGE + "/confirm").text()).contains("hester@hosp at The hospital");
    assertThat(browser.post(PAGE + "/confirm").location())
        .endsWith("/settings/account?changed=elsewhere");
    assertThat(links(person)).isEqualTo(1);
    assertThat(Inbox.next(person.email()).subject())
        .isEqualTo("Your Sallyport account can be used by another sign-in");
    assertThat(browser.get("/settings/account?changed=elsewhere").text())
        .contains("Your sign-ins elsewhere are changed");
    assertThat(other.get("/settings/account").status()).isEqualTo(302);

    Browser elsewhere = new Browser(port);
    Browser.Page asked = Arriving.begin(elsewhere, HOSPITAL, "hospital", clock).as(subject);
    assertThat(asked.location()).endsWith("/login/code");

    browser.get("/settings/account");
    browser.post("/settings/begin", "change", "elsewhere");
    assertThat(browser.get(PAGE).text()).contains("Linked with " + subject);
    assertThat(browser.post(PAGE + "/unlink", "id", HOSPITAL.url).location())
        .endsWith("changed=elsewhere");
    assertThat(links(person)).isZero();
    assertThat(elsewhere.get("/login/code").location()).contains("/login");
    Browser late = new Browser(port);
    assertThat(Arriving.begin(late, HOSPITAL, "hospital", clock).as(subject).status())
        .isEqualTo(403);
    assertThat(browser.get("/settings/history").text())
        .contains("Linked with a sign-in elsewhere", "Link with a sign-in elsewhere removed");
  }

  @Test
  void aFreshSecondFactorIsDemanded() {
    People.Person person = people.byEmail();
    Browser browser = Visitors.signedIn(person, port);
    clock.turn(Duration.ofMinutes(6));
    browser.get("/settings/account");
    assertThat(browser.post("/settings/begin", "change", "elsewhere").location())
        .endsWith("/settings/confirm");
    assertThat(browser.get(PAGE).location()).endsWith("/settings/account");
    assertThat(browser.post(PAGE + "/begin", "id", "hospital").status()).isNotEqualTo(200);
    browser.get("/settings/confirm");
    assertThat(browser.post("/settings/confirm", "code", Codes.next(person.email())).location())
        .endsWith(PAGE);
  }

  @Test
  void theOnlyWayInIsNotRemoved() {
    String subject = newSubject();
    Browser browser = new Browser(port);
    Arriving arriving = Arriving.begin(browser, REGION, "region", clock);
    Browser.Page asked =
        arriving.with(
            arriving
                .claims(subject)
                .claim("preferred_username", subject)
                .claim("email", subject + "@region.example")
                .claim("email_verified", true));
    browser.follow(asked);
    browser.follow(browser.post("/login/method", "method", "email"));
    browser.post("/login/code", "code", Codes.next(subject + "@region.example"));
    browser.get("/settings/account");
    browser.post("/settings/begin", "change", "elsewhere");
    browser.get(PAGE);
    Browser.Page page = browser.post(PAGE + "/unlink", "id", REGION.url);
    assertThat(page.status()).isEqualTo(409);
    assertThat(page.text()).contains("this link is the only way in");
  }

  @Test
  void Q27_nobodyIsLinkedInAnotherSessionLateOrTwice() {
    People.Person victim = people.byEmail();
    People.Person attacker = people.byEmail();
    Browser theirs = Visitors.signedIn(victim, port);
    Browser own = Visitors.signedIn(attacker, port);
    // The attacker begins, and leads the victim's browser back.
    Arriving arriving = arrive(own);
    String code = arriving.code(HOSPITAL.sign(arriving.claims(newSubject()).build()));
    assertThat(theirs.get(arriving.callback(code, null)).status()).isEqualTo(403);
    // With the attacker's cookie planted: it is the session of another.
    theirs.setCookie("__Host-issuer", own.cookie("__Host-issuer"));
    Browser.Page led = theirs.get(arriving.callback(code, null));
    assertThat(led.status()).isEqualTo(403);
    assertThat(theirs.get(PAGE + "/confirm").location()).endsWith("/settings/account");
    assertThat(links(victim)).isZero();
    // Late: the change has expired.
    arriving = arrive(own);
    arriving.as(newSubject());
    own.get(PAGE + "/confirm");
    clock.turn(Duration.ofMinutes(10));
    assertThat(own.post(PAGE + "/confirm").location()).doesNotContain("changed");
    assertThat(links(attacker)).isZero();
    // Without having signed in there.
    own = Visitors.signedIn(attacker, port);
    own.get("/settings/account");
    own.post("/settings/begin", "change", "elsewhere");
    own.get(PAGE);
    assertThat(own.post(PAGE + "/confirm").status()).isEqualTo(409);
    assertThat(links(attacker)).isZero();
    // Twice.
    arriving = arrive(own);
    arriving.as(newSubject());
    own.get(PAGE + "/confirm");
    own.post(PAGE + "/confirm");
    own.post(PAGE + "/confirm");
    assertThat(links(attacker)).isEqualTo(1);
  }

  @Test
  void Q27_aPersonHasOneAccount() {
    String subject = newSubject();
    Browser one = Visitors.signedIn(people.byEmail(), port);
    arrive(one).as(subject);
    one.get(PAGE + "/confirm");
    one.post(PAGE + "/confirm");
    People.Person other = people.byEmail();
    Browser two = Visitors.signedIn(other, port);
    arrive(two).as(subject);
    two.get(PAGE + "/confirm");
    Browser.Page page = two.post(PAGE + "/confirm");
    assertThat(page.status()).isEqualTo(409);
    assertThat(page.text()).contains("linked with an account here already");
    assertThat(links(other)).isZero();
  }

  @Test
  void anAdminLinksByTheNumberAndEndsTheLink() {
    People.Person person = people.byEmail();
    People.Person admin = people.admin();
    Browser browser = Visitors.signedIn(admin, port);
    String page = "/admin/manage/" + person.id().value() + "/elsewhere";
    assertThat(browser.get(page).text()).contains("The hospital", "Number of the person there");
    String subject = newSubject();
    Browser.Page missing =
        browser.post(page + "/link", "issuer", "hospital", "subject", "", "reason", "asked");
    assertThat(missing.status()).isEqualTo(422);
    assertThat(
            browser
                .post(page + "/link", "issuer", "hospital", "subject", subject, "reason", "asked")
                .location())
        .endsWith("?done=link");
    assertThat(browser.get(page).text()).contains(subject + ", linked by " + admin.username());
    assertThat(Inbox.next(person.email()).text()).contains(people.nameOf(admin));
    assertThat(
            browser
                .post(page + "/link", "issuer", "hospital", "subject", subject, "reason", "again")
                .status())
        .isEqualTo(409);
    assertThat(
            Arriving.begin(new Browser(port), HOSPITAL, "hospital", clock).as(subject).location())
        .endsWith("/login/code");
    browser.get(page);
    assertThat(browser.post(page + "/unlink", "issuer", HOSPITAL.url, "reason", "left").location())
        .endsWith("?done=unlink");
    assertThat(browser.post(page + "/unlink", "issuer", HOSPITAL.url, "reason", "left").status())
        .isEqualTo(409);
    // Never one's own.
    String own = "/admin/manage/" + admin.id().value() + "/elsewhere";
    browser.get(own);
    assertThat(
            browser
                .post(own + "/link", "issuer", "hospital", "subject", newSubject(), "reason", "x")
                .status())
        .isEqualTo(409);
    assertThat(links(admin)).isZero();
    assertThat(Visitors.signedIn(people.helpDesk(), port).get(page).status()).isEqualTo(403);
  }

  @Test
  void aLinkOfAnIssuerThatIsNoLongerThereCanBeRemoved() {
    People.Person person = people.byEmail();
    rows.update(
        "insert into federated_identity (account_id, issuer, subject, linked_at, linked_by)"
            + " values (?, 'https://gone.example', 'x', ?, 'test')",
        person.id().value(),
        Timestamp.from(clock.instant()));
    Browser browser = Visitors.signedIn(person, port);
    browser.get("/settings/account");
    browser.post("/settings/begin", "change", "elsewhere");
    assertThat(browser.get(PAGE).text()).contains("https://gone.example");
    browser.post(PAGE + "/unlink", "id", "https://gone.example");
    assertThat(links(person)).isZero();
  }
}
