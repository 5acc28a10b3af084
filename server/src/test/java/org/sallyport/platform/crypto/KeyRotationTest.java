package org.sallyport.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.SecondNode;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Letters;
import org.sallyport.testing.phone.AppPhone;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.test.context.TestPropertySource;

/** Values issued under a key, after a new key took over, and after the old one was retired. */
@TestPropertySource(
    properties = "key.rotation=yes") // its second node leaves rows under the new key
@SallyportTest
class KeyRotationTest {
  private static final Pattern RECOVERY =
      Pattern.compile("<li>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</li>");
  private static final Pattern LINK =
      Pattern.compile("https?://\\S+?(/(?:activate|password)/\\S+)");

  /** The encrypted columns that outlive a key, and nothing else. */
  private static final Map<String, String> SEALED =
      Map.of(
          "totp_secret", "secret",
          "app_subscription", "subscription",
          "delayed_change", "value",
          "image_mark", "mark",
          "share_mark", "mark",
          "outbox", "body");

  private static final String NEW = "quiet harbour seven stones";

  @LocalServerPort int port;
  @Autowired ConfigurableApplicationContext context;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Letters letters;
  @Autowired Activations activations;

  /** Every kind of value that can be issued. */
  private final class Given {
    final People.Person inside = people.bySms();
    final Browser session = inside(inside, "remember", "yes");
    final String mark = mark(session);
    final People.Person halfway = people.bySms();
    final Browser attempt = new Browser(port);
    final String code = code(attempt, halfway);
    final People.Person careful = people.bySms();
    final String recoveryCode = recoveryCode(careful);
    final People.Person unreachable = people.unreachable();
    final String activationCode = letters.code(unreachable);
    final People.Person forgetful = people.byEmail();
    final String passwordLink = passwordLink(forgetful);
    final People.Person invited = people.byEmail();
    final String activationLink = activationLink(invited);
    final People.Person byApp = people.bySms();
    final AppPhone app = AppPhone.link(inside(byApp), clock, "usual", "yes");
    final People.Person linking = people.bySms();
    final String pairingSecret = pairingSecret(linking);
    final People.Person changing = people.bySms();
    final Browser waits = hasChangeThatWaits(changing);
    final UUID measurement = measurement(inside);

    /** The known-browser cookie of this browser. */
    private String mark(Browser browser) {
      Browser again = browser.copy();
      again.setCookie("__Host-sid", "");
      again.signIn(inside.username(), People.PASSWORD);
      browser.setCookie("__Host-rb", again.cookie("__Host-rb"));
      return knownAs(inside);
    }
  }

  private Browser inside(People.Person person, String... more) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    String[] fields = new String[more.length + 2];
    fields[0] = "code";
    fields[1] = Codes.next(person.phone());
    System.arraycopy(more, 0, fields, 2, more.length);
    assertThat(opens(browser.post("/login/code", fields))).isTrue();
    browser.get("/settings/account");
    return browser;
  }

  private String knownAs(People.Person person) {
    Map<String, ?> newest =
        rows.query(
                "select known_browser from sign_in where account_id = ? and known_browser is not null order by password_at desc, id desc",
                person.id().value())
            .getFirst();
    return Objects.requireNonNull((String) newest.get("known_browser"));
  }

  private static String code(Browser browser, People.Person person) {
    browser.signIn(person.username(), People.PASSWORD);
    return Codes.next(person.phone());
  }

  private String recoveryCode(People.Person person) {
    Browser browser = inside(person);
    browser.get("/settings/recovery");
    browser.post("/settings/begin", "change", "recovery");
    browser.get("/settings/recovery");
    Browser.Page sheet = browser.follow(browser.post("/settings/recovery"));
    List<String> codes =
        RECOVERY.matcher(sheet.body()).results().map((MatchResult it) -> it.group(1)).toList();
    assertThat(codes).hasSize(10);
    return codes.getFirst();
  }

  private String passwordLink(People.Person person) {
    Browser browser = new Browser(port);
    browser.get("/forgotten");
    browser.post("/forgotten", "username", person.username());
    return linkIn(person);
  }

  private String activationLink(People.Person person) {
    rows.update("update account set password_hash = null where id = ?", person.id().value());
    activations.invite(person.id(), "desk", Origin.COMMAND_LINE);
    return linkIn(person);
  }

  private static String linkIn(People.Person person) {
    Matcher link =
        LINK.matcher(Inbox.next(person.email(), mail -> LINK.matcher(mail.text()).find()).text());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private String pairingSecret(People.Person person) {
    Browser browser = inside(person);
    browser.get("/settings/devices");
    browser.post("/settings/devices/link/app");
    return Authenticator.secret(browser.get("/settings/devices/link/app"));
  }

  /** Reports the number as lost and requests a delayed change of it. */
  private Browser hasChangeThatWaits(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    Codes.next(person.phone());
    clock.turn(Duration.ofSeconds(30));
    browser.follow(browser.post("/login/another-way", "method", "email"));
    browser.post("/login/code", "code", Codes.next(person.email()));
    browser.get("/settings/account");
    browser.follow(browser.post("/settings/begin", "change", "phone"));
    Codes.next(person.phone());
    browser.get("/settings/confirm/lost");
    clock.turn(Duration.ofSeconds(30));
    browser.post("/settings/confirm/lost");
    browser.get("/settings/confirm");
    browser.post("/settings/confirm", "code", Codes.next(person.email()));
    browser.get("/settings/phone");
    String number = person.phone().replace("+32470", "+32476");
    browser.follow(browser.post("/settings/phone", "phone", number));
    assertThat(browser.post("/settings/phone/code", "code", Codes.next(number)).location())
        .endsWith("/settings/account?waits");
    return browser;
  }

  /** The row of a mark on an image. */
  private UUID measurement(People.Person person) {
    UUID row = UUID.randomUUID();
    rows.update(
        """
        insert into image_mark (id, account_id, study_uid, mark_id, mark, created_at, changed_at)
        values (?, ?, '1.2.3', ?, ?, now(), now())
        """,
        row,
        person.id().value(),
        row,
        context
            .getBean(Sealer.class)
            .seal("{\"kind\":\"length\"}", SealContext.of("image_mark.mark", row)));
    return row;
  }

  private byte[] sealed(UUID measurement) {
    return (byte[])
        Objects.requireNonNull(
            rows.query("select mark from image_mark where id = ?", measurement)
                .getFirst()
                .get("mark"));
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  private SecondNode node(String... keys) {
    return SecondNode.beside(
        context, Map.of("sallyport.secrets.key-file", TestSettings.keyFile(keys).toString()));
  }

  @Test
  void Rule42_whatWasGivenOutStaysGoodUnderANewKeyUntilItsOwnIsRetired() {
    Given first = new Given();
    Given second = new Given();
    People.Person guessed = people.byEmail();
    wrongPasswords(port, guessed, 5);
    context.getBean(AuditChain.class).link();
    resealsNoMore(context);
    clock.turn(Duration.ofSeconds(90));
    try (SecondNode renewed = node(TestSettings.NEXT_KEY, TestSettings.KEY)) {
      staysGood(first, renewed.port());
      assertThat(wrongPasswords(renewed.port(), guessed, 2)).isEqualTo(429);
      renewed.bean(AuditChain.class).link();
      assertThat(renewed.bean(AuditChain.class).firstBroken()).isEmpty();
      giveNewPasswords(second, renewed.bean(Passwords.class).hash(People.PASSWORD));
      giveNewPasswords(first, renewed.bean(Passwords.class).hash(People.PASSWORD));
      // The job leaves a message that is just being handed over, which then has no body any more.
      assertThat(Poll.until(Duration.ofSeconds(20), () -> isResealed(renewed)))
          .as(() -> "encrypted values of the old key: " + sealedWithOldKey())
          .isTrue();
      losesItsKey("totp_secret", "secret", first.byApp);
      losesItsKey("delayed_change", "value", first.changing);
    }
    try (SecondNode retired = node(TestSettings.NEXT_KEY)) {
      isVoid(second, retired.port());
      isSealedAnew(second, retired.port());
      assertThat(
              retired
                  .bean(Sealer.class)
                  .open(
                      sealed(second.measurement),
                      SealContext.of("image_mark.mark", second.measurement)))
          .as("measurement")
          .contains("length");
      isUnreadable(first, retired.port());
      assertThat(
              new Browser(retired.port())
                  .signIn(people.byEmail().username(), People.PASSWORD)
                  .status())
          .as("a password of the retired key")
          .isEqualTo(422);
    }
  }

  /**
   * The older key is this node's current one, so its job would undo what the next node encrypts.
   */
  private static void resealsNoMore(ConfigurableApplicationContext node) {
    node.getBean(ScheduledAnnotationBeanPostProcessor.class)
        .postProcessBeforeDestruction(node.getBean(ResealJob.class), "resealJob");
  }

  private static int wrongPasswords(int node, People.Person person, int count) {
    Browser browser = new Browser(node);
    browser.get("/login");
    int status = 0;
    for (int i = 0; i < count; i++) {
      status = browser.post("/login", "username", person.username(), "password", "wrong").status();
    }
    return status;
  }

  private void giveNewPasswords(Given given, String hash) {
    for (People.Person person :
        List.of(
            given.inside,
            given.halfway,
            given.careful,
            given.unreachable,
            given.byApp,
            given.changing)) {
      rows.update("update account set password_hash = ? where id = ?", hash, person.id().value());
    }
  }

  private void staysGood(Given given, int node) {
    assertThat(given.session.at(node).get("/settings/account").status())
        .as("session")
        .isEqualTo(200);
    Browser tab = given.session.at(node);
    assertThat(tab.post("/logout").status()).as("a form of the old key").isEqualTo(302);
    assertThat(tab.signIn(given.inside.username(), People.PASSWORD).response().uri().getPath())
        .as("remembered browser")
        .isEqualTo("/studies");
    assertThat(knownAs(given.inside)).as("known browser").isEqualTo(given.mark);
    assertThat(opens(given.attempt.at(node).post("/login/code", "code", given.code)))
        .as("attempt and code")
        .isTrue();
    Browser byPaper = askedForRecoveryCode(given.careful, node);
    assertThat(opens(byPaper.post("/login/code", "code", given.recoveryCode)))
        .as("recovery code")
        .isTrue();
    assertThat(byPaper.get("/settings/recovery").text()).contains("9 codes are left");
    Browser first = new Browser(node);
    first.signIn(given.unreachable.username(), People.PASSWORD);
    first.follow(first.post("/login/method", "method", "totp"));
    assertThat(first.post("/login/code", "code", given.activationCode).location())
        .as("activation code")
        .endsWith("/login/link");
    assertThat(setsPassword(node, given.passwordLink)).as("link to a new password").isTrue();
    assertThat(setsPassword(node, given.activationLink)).as("activation link").isTrue();
    Browser byApp = new Browser(node);
    byApp.signIn(given.byApp.username(), People.PASSWORD);
    assertThat(opens(byApp.post("/login/code", "code", given.app.code())))
        .as("authenticator app")
        .isTrue();
    assertThat(phone(node).look(given.pairingSecret).status()).as("pairing secret").isEqualTo(200);
    assertThat(given.waits.at(node).get("/settings/account").text())
        .as("change that waits")
        .contains("Your mobile number becomes");
  }

  private void isVoid(Given given, int node) {
    assertThat(given.session.at(node).get("/settings/account").location())
        .as("session")
        .endsWith("/login");
    Browser remembered = given.session.at(node);
    remembered.setCookie("__Host-sid", "");
    assertThat(remembered.signIn(given.inside.username(), People.PASSWORD).text())
        .as("remembered browser")
        .contains("Enter the code from message");
    remembered.post("/login/code", "code", Codes.next(given.inside.phone()));
    assertThat(remembered.get("/settings/browsers").text()).contains("No browser is remembered");
    assertThat(given.attempt.at(node).get("/login/code").location())
        .as("attempt")
        .endsWith("/login");
    hasNoRecoveryCodes(given.careful, node);
    Browser first = new Browser(node);
    assertThat(first.signIn(given.unreachable.username(), People.PASSWORD).text())
        .as("activation code")
        .contains("Ask your administrator")
        .doesNotContain("Enter your activation code");
    assertThat(rows.wrongCodes(given.unreachable.id())).isZero();
    assertThat(setsPassword(node, given.passwordLink)).as("link to a new password").isFalse();
    assertThat(setsPassword(node, given.activationLink)).as("activation link").isFalse();
    assertThat(phone(node).look(given.pairingSecret).status()).as("pairing secret").isEqualTo(404);
  }

  private void isSealedAnew(Given given, int node) {
    Browser byApp = new Browser(node);
    Browser.Page asked = byApp.signIn(given.byApp.username(), People.PASSWORD);
    Browser.Page answered = byApp.post("/login/code", "code", given.app.code());
    assertThat(opens(answered))
        .as("authenticator app, asked with %s: %s", asked.text(), answered.text())
        .isTrue();
    assertThat(changing(given, node).get("/settings/account").text())
        .as("change that waits")
        .contains("Your mobile number becomes");
  }

  /** An altered value is like one of an unknown key, and leaves the others alone. */
  private void isUnreadable(Given given, int node) {
    assertThat(new Browser(node).signIn(given.byApp.username(), People.PASSWORD).text())
        .as("authenticator app")
        .contains("Choose your two-factor method");
    assertThat(changing(given, node).get("/settings/account").text())
        .as("change that waits")
        .contains("It can no longer be made");
  }

  private boolean isResealed(SecondNode node) {
    node.bean(ResealJob.class).run();
    return sealedWithOldKey().isEmpty();
  }

  private List<Map<String, @Nullable Object>> sealedWithOldKey() {
    return SEALED.entrySet().stream()
        .flatMap(
            it ->
                rows
                    .query(
                        "select '%1$s' as table from %1$s where substring(%2$s, 2, 2) = 'k1' and %2$s is not null"
                            .formatted(it.getKey(), it.getValue()))
                    .stream())
        .toList();
  }

  private void losesItsKey(String table, String column, People.Person person) {
    rows.update(
        "update %1$s set %2$s = overlay(%2$s placing 'k9'::bytea from 2 for 2) where account_id = ?"
            .formatted(table, column),
        person.id().value());
  }

  private Browser changing(Given given, int node) {
    Browser changing = new Browser(node);
    changing.signIn(given.changing.username(), People.PASSWORD);
    clock.turn(Duration.ofSeconds(30));
    changing.follow(changing.post("/login/another-way", "method", "email"));
    assertThat(opens(changing.post("/login/code", "code", Codes.next(given.changing.email()))))
        .as("a sign-in to the account of a change that waits")
        .isTrue();
    return changing;
  }

  private void hasNoRecoveryCodes(People.Person person, int node) {
    Browser browser = new Browser(node);
    browser.signIn(person.username(), People.PASSWORD);
    String code = Codes.next(person.phone());
    assertThat(browser.post("/login/another-way", "method", "recovery").status()).isEqualTo(422);
    assertThat(browser.post("/login/code", "code", code).status()).isEqualTo(302);
    assertThat(browser.get("/settings/recovery").text()).contains("You have no recovery codes");
    assertThat(rows.wrongCodes(person.id())).isZero();
  }

  private Browser askedForRecoveryCode(People.Person person, int node) {
    Browser browser = new Browser(node);
    browser.signIn(person.username(), People.PASSWORD);
    browser.get("/login/another-way");
    browser.post("/login/another-way", "method", "recovery");
    browser.get("/login/code");
    return browser;
  }

  private static boolean setsPassword(int node, String path) {
    Browser browser = new Browser(node);
    Browser.Page page = browser.follow(browser.get(path));
    String form = path.startsWith("/activate") ? "/activate" : "/password";
    return page.status() == 200 && browser.submit(form, "password", NEW).status() == 302;
  }

  private Authenticator phone(int node) {
    return new Authenticator(URI.create("http://localhost:" + node), clock);
  }
}
