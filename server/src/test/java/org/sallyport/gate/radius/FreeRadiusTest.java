package org.sallyport.gate.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.staff.apikeys.ApiKeys;
import org.sallyport.staff.apikeys.Program;
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
  void stop() {
    radius.close();
  }

  private FreeRadius.Received asks(String password, String state) throws Exception {
    return asks(radius, password, state);
  }

  private FreeRadius.Received asks(FreeRadius radius, String password, String state)
      throws Exception {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("User-Name", person.username());
    attributes.put("User-Password", password);
    attributes.put("Calling-Station-Id", "203.0.113.9");
    attributes.put("NAS-Identifier", "fw1");
    if (!state.isEmpty()) {
      attributes.put("State", state);
    }
    return radius.asks(attributes);
  }

  @Test
  void aPasswordAndACodeLetIn() throws Exception {
    FreeRadius.Received challenge = asks(People.PASSWORD, "");
    assertThat(challenge.kind()).isEqualTo("Access-Challenge");
    assertThat(challenge.words()).contains("Enter the code from message");
    String code = Codes.next(person.email());
    FreeRadius.Received again = asks(Codes.wrong(code), challenge.state());
    assertThat(again.kind()).isEqualTo("Access-Challenge");
    assertThat(again.words()).contains("That is not the code");
    assertThat(asks(code, challenge.state()).kind()).isEqualTo("Access-Reject");
    assertThat(asks(code, again.state()).kind()).isEqualTo("Access-Accept");
  }

  @Test
  void aPhoneApprovesTheNumberThatTheClientShows() throws Exception {
    Browser browser = Visitors.signedIn(person, port);
    Authenticator phone = Authenticator.link(browser, port, clock, "usual", "yes");
    FreeRadius.Received challenge = asks(People.PASSWORD, "");
    Matcher number = NUMBER.matcher(challenge.words());
    assertThat(number.find()).as(challenge.text()).isTrue();
    phone.approve(phone.request(), number.group(1));
    assertThat(asks("ok", challenge.state()).kind()).isEqualTo("Access-Accept");
  }

  @Test
  void aWrongPasswordIsRefusedInWords() throws Exception {
    FreeRadius.Received refused = asks("lantern orchard cello", "");
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
    assertThat(asks(password, "").kind()).isEqualTo("Access-Challenge");
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
      FreeRadius.Received challenge = asks(wards, People.PASSWORD, "");
      FreeRadius.Received accepted = asks(wards, Codes.next(person.email()), challenge.state());
      assertThat(accepted.kind()).isEqualTo("Access-Accept");
      assertThat(accepted.text()).contains("Filter-Id = \"Heart Group\"");
    }
  }

  @Test
  void aKeyThatIsNotValidIsSaidAndNobodyIsLetIn() throws Exception {
    try (FreeRadius other = FreeRadius.start(port, "vpn", "nothing")) {
      FreeRadius.Received refused = asks(other, People.PASSWORD, "");
      assertThat(refused.kind()).isEqualTo("Access-Reject");
      assertThat(refused.words()).contains("This gateway");
    }
  }

  @Test
  void aPortalThatIsAwayLetsNobodyIn() throws Exception {
    try (FreeRadius other = FreeRadius.start(1, "vpn", "nothing")) {
      FreeRadius.Received refused = asks(other, People.PASSWORD, "");
      assertThat(refused.kind()).isEqualTo("Access-Reject");
      assertThat(refused.words()).contains("cannot be checked at this moment");
    }
  }

  /** Blast-RADIUS (CVE-2024-3596): a request that anybody could have changed gets no answer. */
  @Test
  void Q53_aRequestWithoutAMessageAuthenticatorIsDropped() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] packet = unsigned();
      InetAddress loopback = InetAddress.getLoopbackAddress();
      socket.send(new DatagramPacket(packet, packet.length, loopback, radius.port()));
      socket.setSoTimeout((int) Duration.ofSeconds(2).toMillis());
      DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
      boolean answered = true;
      try {
        socket.receive(answer);
      } catch (SocketTimeoutException e) {
        answered = false;
      }
      assertThat(answered).isFalse();
    }
    assertThat(rows.query("select from sign_in where account_id = ?", person.id().value()))
        .isEmpty();
  }

  /** An Access-Request with a name and a password only (RFC 2865, sections 3 and 5.2). */
  private byte[] unsigned() throws Exception {
    byte[] authenticator = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    byte[] name = person.username().getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[32];
    byte[] password = People.PASSWORD.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(password, 0, plain, 0, password.length);
    byte[] hidden = new byte[32];
    byte[] last = authenticator;
    for (int block = 0; block < 2; block++) {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(FreeRadius.SECRET.getBytes(StandardCharsets.UTF_8));
      byte[] pad = md5.digest(last);
      for (int i = 0; i < 16; i++) {
        hidden[16 * block + i] = (byte) (plain[16 * block + i] ^ pad[i]);
      }
      last = java.util.Arrays.copyOfRange(hidden, 16 * block, 16 * block + 16);
    }
    int length = 20 + 2 + name.length + 2 + hidden.length;
    return ByteBuffer.allocate(length)
        .put((byte) 1)
        .put((byte) 7)
        .putShort((short) length)
        .put(authenticator)
        .put((byte) 1)
        .put((byte) (2 + name.length))
        .put(name)
        .put((byte) 2)
        .put((byte) (2 + hidden.length))
        .put(hidden)
        .array();
  }
}
