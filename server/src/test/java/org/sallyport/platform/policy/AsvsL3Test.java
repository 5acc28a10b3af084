package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Letters;
import org.sallyport.testing.phone.SoftKey;
import org.sallyport.testing.phone.TestModel;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * The policy asvs-l3 over HTTP: attested passkeys in hardware, no codes, no phone app, no
 * remembered browsers.
 */
@SallyportTest
@TestPropertySource(
    properties = {
      "sallyport.policy=asvs-l3",
      "sallyport.passkey.models=5a11790f-0a0b-4c0d-8e0f-000000000001," + AsvsL3Test.SECOND,
      "sallyport.passkey.attestation-roots=src/test/resources/passkey/roots.pem"
    })
class AsvsL3Test {
  /** A model that is allowed too, but is not that of the certificate. */
  static final String SECOND = "5a11790f-0a0b-4c0d-8e0f-000000000002";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Letters letters;
  @Autowired Rows rows;
  @Autowired KeyedHash hash;

  private Browser in(People.Person person) {
    String code = letters.code(person);
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.follow(browser.post("/login/method", "method", "passkey"));
    assertThat(browser.post("/login/code", "code", code).location()).endsWith("/login/link");
    return browser;
  }

  @Test
  void theChooserOffersWhatADeviceSignsAndNothingElse() {
    People.Person person = people.add(null, true, true, "physician");
    letters.code(person);
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("Passkey")
        .contains("You link it after your activation code.")
        .doesNotContain("Sallyport Authenticator app")
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
  void aSecurityKeyOfAnAllowedModelSignsIn() {
    People.Person person = people.undecided();
    SoftKey key = allowed();
    assertThat(key.tryToLink(in(person)).location()).endsWith("?linked");
    Browser browser = new Browser(port);
    Browser.Page asked = browser.signIn(person.username(), People.PASSWORD);
    assertThat(asked.body()).doesNotContain("Remember this browser", "name=\"code\"");
    assertThat(
            browser
                .post("/login/passkey", "credential", key.get(SoftKey.options(asked)))
                .location())
        .endsWith("/studies");
    assertThat(browser.get("/settings/recovery").text())
        .contains("Recovery codes are not accepted here")
        .doesNotContain("Make recovery codes");
    assertThat(browser.get("/settings/account").text()).doesNotContain("No recovery codes");
  }

  static Stream<Arguments> refused() {
    SoftKey synced = allowed();
    synced.synced = true;
    SoftKey silent = allowed();
    silent.model = null;
    SoftKey other = allowed();
    other.claimed = UUID.randomUUID();
    SoftKey pretends = allowed();
    pretends.claimed = UUID.fromString(SECOND);
    return Stream.of(
        arguments(synced, "can be copied to other devices"),
        arguments(silent, "allow it when the browser asks"),
        arguments(other, "This kind of security key is not accepted here"),
        arguments(pretends, "The maker of this security key could not be verified"));
  }

  /** A list of models that nobody attests would accept whatever an authenticator claims to be. */
  @ParameterizedTest
  @MethodSource("refused")
  void everyOtherPasskeyIsRefusedInWords(SoftKey key, String words) {
    People.Person person = people.undecided();
    Browser browser = in(person);
    Browser.Page answer = key.tryToLink(browser);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains(words);
    assertThat(rows.query("select from passkey where account_id = ?", person.id().value()))
        .isEmpty();
  }

  /** The settings may change after a passkey was linked; a model may be found to be unsafe. */
  @ParameterizedTest
  @ValueSource(strings = {"attested = false", "backup_eligible = true"})
  void aPasskeyThatIsNotAcceptedAnyMoreDoesNotSignIn(String change) {
    People.Person person = people.undecided();
    SoftKey key = allowed();
    key.tryToLink(in(person));
    Browser before = new Browser(port);
    String options = SoftKey.options(before.signIn(person.username(), People.PASSWORD));
    rows.update("update passkey set " + change + " where account_id = ?", person.id().value());
    assertThat(before.post("/login/passkey", "credential", key.get(options)).location())
        .doesNotEndWith("/studies");
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("Ask your administrator for an activation code");
  }

  private static SoftKey allowed() {
    SoftKey key = new SoftKey();
    key.model = new TestModel();
    key.claimed = TestModel.AAGUID;
    return key;
  }
}
