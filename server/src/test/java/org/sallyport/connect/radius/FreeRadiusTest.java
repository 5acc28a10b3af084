package org.sallyport.connect.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.sallyport.connect.apikeys.ApiKeys;
import org.sallyport.connect.apikeys.Program;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Behind FreeRADIUS, with the files of the guide. */
@RadiusSettings
@EnabledIf("isThere")
class FreeRadiusTest {
  private static final Pattern NUMBER = Pattern.compile("the number ([0-9]+)");

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NONE = "";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ApiKeys keys;
  @Autowired Rows rows;
  @Autowired Passwords passwords;
  @Autowired TurnableClock clock;

  private FreeRadius radius;
  private People.Person person;

  static boolean isThere() {
    return FreeRadius.isThere();
  }

  @BeforeEach
  void start() throws Exception {
    person = people.byEmail();
    radius = FreeRadius.start(port, "vpn", key());
  }

  private String key() {
    return Program.with(keys, port, people.admin().id(), KeyScope.RADIUS).text();
  }

  @AfterEach
  void stop() throws IOException {
    radius.close();
  }

  private Gateway.Received asks(String password, String state) throws Exception {
    return asks(radius, password, state);
  }

  private Gateway.Received asks(FreeRadius server, String password, String state) throws Exception {
    return new Gateway(server.port(), FreeRadius.SECRET, PATIENCE)
        .asks(person.username(), password, state, true);
  }

  @Test
  void aPasswordAndACodeLetIn() throws Exception {
    Gateway.Received challenge = asks(People.PASSWORD, NONE);
    assertThat(challenge.kind()).isEqualTo("Access-Challenge");
    assertThat(challenge.words()).contains("Enter the code from message");
    String code = Codes.next(person.email());
    Gateway.Received again = asks(Codes.wrong(code), challenge.state());
    assertThat(again.kind()).isEqualTo("Access-Challenge");
    assertThat(again.words()).contains("That is not the code");
    assertThat(asks(code, challenge.state()).kind()).isEqualTo("Access-Reject");
    assertThat(asks(code, again.state()).kind()).isEqualTo("Access-Accept");
  }

  @Test
  void aPhoneApprovesTheNumberThatTheClientShows() throws Exception {
    Browser browser = Visitors.signedIn(person, port);
    Authenticator phone = Authenticator.link(browser, port, clock, "usual", "yes");
    Gateway.Received challenge = asks(People.PASSWORD, NONE);
    Matcher number = NUMBER.matcher(challenge.words());
    assertThat(number.find()).as(challenge.words()).isTrue();
    phone.approve(phone.request(), number.group(1));
    assertThat(asks("ok", challenge.state()).kind()).isEqualTo("Access-Accept");
  }

  @Test
  void aWrongPasswordIsRefusedInWords() throws Exception {
    Gateway.Received refused = asks("lantern orchard cello", NONE);
    assertThat(refused.kind()).isEqualTo("Access-Reject");
    assertThat(refused.words())
        .isEqualTo("Username or password is wrong. Check both and try again.");
  }

  @Test
  void aPasswordBeyondAsciiArrivesAsItIs() throws Exception {
    String password = "wachtwoord \"€5\" \\ ü orchard";
    rows.update(
        "update account set password_hash = ? where id = ?",
        passwords.hash(password),
        person.id().value());
    assertThat(asks(password, NONE).kind()).isEqualTo("Access-Challenge");
  }

  @Test
  void membersAreNamedByTheirGroups() throws Exception {
    rows.update(
        "insert into care_group (id, name, name_key, kind, created_at) values (gen_random_uuid(), 'Heart Group', 'heart group', 'practice', now()) on conflict do nothing");
    rows.update(
        """
        insert into group_member (group_id, account_id, joined_at, confirmed_until)
        select id, ?, now(), now() + interval '1 year' from care_group where name_key = 'heart group'
        """,
        person.id().value());
    try (FreeRadius wards = FreeRadius.start(port, "wards", key())) {
      Gateway.Received challenge = asks(wards, People.PASSWORD, NONE);
      Gateway.Received accepted = asks(wards, Codes.next(person.email()), challenge.state());
      assertThat(accepted.kind()).isEqualTo("Access-Accept");
      assertThat(accepted.filters()).containsExactly("Heart Group");
    }
  }

  @Test
  void aKeyThatIsNotValidIsSaidAndNobodyIsLetIn() throws Exception {
    try (FreeRadius other = FreeRadius.start(port, "vpn", "nothing")) {
      Gateway.Received refused = asks(other, People.PASSWORD, NONE);
      assertThat(refused.kind()).isEqualTo("Access-Reject");
      assertThat(refused.words()).contains("This gateway");
    }
  }

  @Test
  void aPortalThatIsAwayLetsNobodyIn() throws Exception {
    try (FreeRadius other = FreeRadius.start(1, "vpn", "nothing")) {
      Gateway.Received refused = asks(other, People.PASSWORD, NONE);
      assertThat(refused.kind()).isEqualTo("Access-Reject");
      assertThat(refused.words()).contains("cannot be checked at this moment");
    }
  }

  @Test
  void aPortalWithACertificateByAnotherAuthorityIsNotAsked() throws Exception {
    try (TlsFront trusted = TlsFront.before(port);
        FreeRadius other =
            FreeRadius.start(TlsFront.before(port), trusted.authority(), "vpn", key())) {
      Gateway.Received refused = asks(other, People.PASSWORD, NONE);
      assertThat(refused.kind()).isEqualTo("Access-Reject");
      assertThat(refused.words()).contains("cannot be checked at this moment");
    }
  }

  /** Blast-RADIUS (CVE-2024-3596): a request that anybody could have changed gets no answer. */
  @Test
  void Q53_aRequestWithoutAMessageAuthenticatorIsDropped() throws Exception {
    Gateway gateway = new Gateway(radius.port(), FreeRadius.SECRET, Duration.ofSeconds(2));
    assertThat(gateway.asks(person.username(), People.PASSWORD, NONE, false).kind()).isEmpty();
    assertThat(rows.query("select from sign_in where account_id = ?", person.id().value()))
        .isEmpty();
  }
}
