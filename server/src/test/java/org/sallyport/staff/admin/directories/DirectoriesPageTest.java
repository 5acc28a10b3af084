package org.sallyport.staff.admin.directories;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** What admins do on the page of directories, with Samba as the directory. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnSamba.class})
@ExtendWith(SambaPossible.class)
class DirectoriesPageTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @LocalServerPort int port;
  @Autowired Accounts accounts;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private final Samba samba = Samba.shared();
  private Browser admin;
  private Person administrator;
  private Person owner;

  @BeforeEach
  void anAdminAndAnAccount() {
    administrator = people.admin();
    admin = signedIn(administrator);
    owner = people.byEmail();
  }

  private Browser signedIn(Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    return browser;
  }

  /** An entry with the username of an account. */
  private String entry(Person person, Map<String, String> attributes) {
    Map<String, String> all = new HashMap<>(attributes);
    all.putIfAbsent("displayName", "Ida " + COUNT.incrementAndGet());
    return samba.addPerson(person.username(), all);
  }

  private Browser.Page enter(Browser browser, String username, String password) {
    browser.get("/login");
    return browser.post("/login", "username", username, "password", password);
  }

  private Browser.Page look(String username) {
    return admin.post(
        "/admin/directories/look", "directory", "hosp", "there", username, "username", username);
  }

  private Browser.Page link(Browser.Page shown, Person person, String reason) {
    return admin.post(
        "/admin/directories/link",
        "directory",
        "hosp",
        "objectId",
        field(shown, "objectId"),
        "account",
        person.id().toString(),
        "shown",
        field(shown, "shown"),
        "reason",
        reason);
  }

  /** The value of a hidden field or a box. */
  private static String field(Browser.Page page, String name) {
    Matcher field =
        Pattern.compile("name=\"" + name + "\"\\s+value=\"([^\"]*)\"").matcher(page.body());
    assertThat(field.find()).as(name).isTrue();
    return field.group(1);
  }

  private Account account() {
    return accounts.find(owner.id()).orElseThrow();
  }

  @Test
  void whoHasTheNameOfAnAccountWaitsUntilAnAdminLinksThem() {
    entry(owner, Map.of("mail", owner.email()));
    Browser signedIn = signedIn(owner);
    assertThat(enter(new Browser(port), "HOSP\\" + owner.username(), Samba.PASSWORD).status())
        .isEqualTo(422);
    assertThat(admin.get("/admin/directories").text())
        .contains("Not linked", "Compare " + owner.username() + " ", "Answers");
    Browser.Page both = look(owner.username());
    assertThat(both.text()).contains("Agrees", "E-mail address", "DC=hosp,DC=test");
    assertThat(link(both, owner, "").status()).isEqualTo(422);
    assertThat(account().directory()).isNull();
    assertThat(link(both, owner, "she called from the ward").location()).endsWith("?done=linked");
    assertThat(account().directory()).isEqualTo("hosp");
    assertThat(account().passwordHash()).isNull();
    assertThat(account().method()).isEqualTo("email");
    assertThat(signedIn.get("/settings/account").location()).startsWith("/login");
    assertThat(enter(new Browser(port), owner.username(), People.PASSWORD).status()).isEqualTo(422);
    assertThat(enter(new Browser(port), owner.username(), Samba.PASSWORD).location())
        .contains("/login/code");
    assertThat(Inbox.next(owner.email(), it -> it.text().contains("hospital account")).subject())
        .contains("the password of your hospital account");
    assertThat(admin.get("/admin/directories").text())
        .doesNotContain("Compare " + owner.username() + " ");
    assertThat(
            rows.query(
                "select details ->> 'by' as by, details ->> 'reason' as reason from audit_event"
                    + " where type = 'AccountEvent.DirectoryLinked' and account_id = ?",
                owner.id().value()))
        .singleElement()
        .hasToString("{by=" + administrator.username() + ", reason=she called from the ward}");
  }

  @Test
  void Q07_linksNothingThatChangedSinceItWasShown() {
    String dn = entry(owner, Map.of("mail", owner.email()));
    Browser.Page both = look(owner.username());
    samba.modify(dn, "sAMAccountName", owner.username() + "x");
    assertThat(link(both, owner, "asked").text()).contains("something else of this person by now");
    samba.delete(dn);
    assertThat(link(both, owner, "asked").text()).contains("no longer in the directory");
    assertThat(account().directory()).isNull();
  }

  @Test
  void Q07_linksNobodyWithoutAFreshFactorNorTheirOwnAccount() {
    entry(owner, Map.of());
    Browser.Page both = look(owner.username());
    assertThat(both.text()).contains("Nothing but the username agrees");
    assertThat(link(both, administrator, "mine").text()).contains("This is your own account");
    clock.turn(Duration.ofMinutes(6));
    assertThat(link(both, owner, "asked").status()).isEqualTo(403);
    assertThat(account().directory()).isNull();
    assertThat(accounts.find(administrator.id()).orElseThrow().directory()).isNull();
  }

  @Test
  void Q07_anEntryBelongsToOneAccountAndAnAccountToOneEntry() {
    entry(owner, Map.of("mail", owner.email()));
    Browser.Page both = look(owner.username());
    assertThat(link(both, owner, "asked").location()).endsWith("?done=linked");
    Person other = people.byEmail();
    assertThat(link(both, other, "asked").text()).contains("has an account already");
    entry(other, Map.of());
    assertThat(link(look(other.username()), owner, "asked").text())
        .contains("belongs to a directory already");
  }

  @Test
  void keepsOneAdminWithAPasswordOfTheirOwn() {
    Person second = people.admin();
    entry(second, Map.of());
    Browser.Page both = look(second.username());
    rows.update(
        "update account set locked_at = now() where role = 'admin' and id <> ? and id <> ?",
        second.id().value(),
        administrator.id().value());
    rows.update("update account set password_hash = null where id = ?", administrator.id().value());
    try {
      assertThat(link(both, second, "asked").text())
          .contains("the last administrator with a password of their own");
    } finally {
      rows.update("update account set locked_at = null where role = 'admin'");
    }
    assertThat(accounts.find(second.id()).orElseThrow().directory()).isNull();
  }

  @Test
  void Q07_linksManyAtOnceOnlyWhereMoreThanTheUsernameAgrees() {
    Person unsure = people.byEmail();
    entry(owner, Map.of("mail", owner.email()));
    entry(unsure, Map.of("mail", "somebody-else@hosp.example"));
    rows.update(
        "update account set disabled_at = now() where directory is null and role = 'physician' and id not in (?, ?)",
        owner.id().value(),
        unsure.id().value());
    Browser.Page page = admin.post("/admin/directories/alike", "directory", "hosp");
    assertThat(page.text()).contains("Link " + owner.username(), "Only the username agrees");
    String box = "link-" + field(look(owner.username()), "objectId");
    assertThat(field(page, box)).isEqualTo(owner.id().toString());
    String forged = "link-" + field(look(unsure.username()), "objectId");
    Browser.Page linked =
        admin.post(
            "/admin/directories/link-alike",
            "directory",
            "hosp",
            box,
            owner.id().toString(),
            forged,
            unsure.id().toString(),
            "reason",
            "introduction of the directory");
    assertThat(linked.text()).contains("1 account is linked. 1 was not");
    assertThat(account().directory()).isEqualTo("hosp");
    assertThat(accounts.find(unsure.id()).orElseThrow().directory()).isNull();
  }

  @Test
  void endsALinkAndInvitesTheOwnerAnew() {
    entry(owner, Map.of("mail", owner.email()));
    link(look(owner.username()), owner, "asked");
    assertThat(enter(new Browser(port), owner.username(), Samba.PASSWORD).location())
        .contains("/login/code");
    String page = "/admin/manage/" + owner.id();
    assertThat(admin.get(page).text()).contains("In the directory hosp", "End the link");
    assertThat(admin.post(page + "/unlink", "reason", "wrong person").location())
        .endsWith("?done=unlink");
    assertThat(account().isActivated()).isFalse();
    assertThat(account().method()).isEqualTo("email");
    assertThat(enter(new Browser(port), owner.username(), Samba.PASSWORD).status()).isEqualTo(422);
    assertThat(admin.post(page + "/invite", "reason", "wrong person").location())
        .endsWith("?done=invite");
    assertThat(admin.post(page + "/unlink", "reason", "again").text())
        .contains("belongs to no directory");
  }
}
