package org.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.crypto.KeyPurpose;
import org.sallyport.crypto.KeyedHash;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Letters;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The policy asvs-l3 over HTTP: no codes by message, no app codes, no remembered browsers. */
@SallyportTest
@TestPropertySource(properties = "sallyport.policy=asvs-l3")
class AsvsL3Test {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;
  @Autowired Letters letters;
  @Autowired Rows rows;
  @Autowired KeyedHash hash;

  private Browser in(People.Person person) {
    String code = letters.code(person);
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.follow(browser.post("/login/method", "method", "app"));
    assertThat(browser.post("/login/code", "code", code).location()).endsWith("/login/link");
    return browser;
  }

  @Test
  void theChooserOffersWhatADeviceSignsAndNothingElse() {
    People.Person person = people.add(null, true, true, "physician");
    letters.code(person);
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("Sallyport Authenticator app (recommended)")
        .contains("You link it after your activation code.")
        .doesNotContain("by SMS")
        .doesNotContain("by e-mail")
        .doesNotContain("A code that an app");
  }

  @Test
  void whoHadSmsIsAskedForNothingByMessage() {
    People.Person person = people.bySms();
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("Ask your administrator for an activation code");
    assertThat(Inbox.left(person.phone())).isEmpty();
  }

  /** Shares with addresses open by a code by e-mail, which this policy forbids. */
  @Test
  void aShareWithAnAddressFromBeforeThisPolicyGivesNoAccess() {
    String token = "T".repeat(43);
    UUID share = UUID.randomUUID();
    rows.update(
        "insert into share (id, kind, sharer_id, shared_by, email, shared_at, valid_from, expires_at) values (?, 'share', null, 'the desk', 'guest@elsewhere.example', now(), '2020-01-01', '2120-01-01')",
        share);
    rows.update("insert into share_study (share_id, study_uid) values (?, '1.2.3')", share);
    rows.update(
        "insert into share_link (share_id, token_hash, mailed_at) values (?, ?, now())",
        share,
        hash.of(KeyPurpose.SHARE_LINK, token));
    assertThat(rows.query("select from study_share where share_id = ?", share))
        .as("is active")
        .hasSize(1);
    Browser guest = new Browser(port);
    assertThat(guest.follow(guest.get("/shared/" + token)).status()).isEqualTo(410);
  }

  @Test
  void aPhoneThatIsLinkedApprovesWithSixDigitsAndItsCodesDoNotCount() {
    People.Person person = people.undecided();
    Authenticator phone = Authenticator.link(in(person), port, clock);
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).body())
        .containsPattern("Your number is [0-9]{3} [0-9]{3}<")
        .doesNotContain("Remember this browser")
        .doesNotContain("name=\"code\"");
    assertThat(phone.request().get("digits").asInt()).isEqualTo(6);
  }
}
