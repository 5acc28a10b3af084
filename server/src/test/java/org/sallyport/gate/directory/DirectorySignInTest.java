package org.sallyport.gate.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.accountrecovery.forgotten.ForgottenPasswords;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** Sign-ins with passwords that Samba has, as an Active Directory domain controller. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnSamba.class})
@ExtendWith(SambaPossible.class)
class DirectorySignInTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @LocalServerPort int port;
  @Autowired Accounts accounts;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired NewUsernames usernames;
  @Autowired TransactionTemplate transaction;
  @Autowired ForgottenPasswords forgotten;

  private final Samba samba = Samba.shared();

  private String newName() {
    return "hester" + COUNT.incrementAndGet();
  }

  private String add(String username) {
    return samba.addPerson(
        username, Map.of("displayName", "Hester " + username, "mail", username + "@hosp.example"));
  }

  private Browser.Page enter(Browser browser, String username, String password) {
    browser.get("/login");
    return browser.post("/login", "username", username, "password", password);
  }

  @Test
  void makesAnAccountAtTheFirstSignIn() {
    String name = newName();
    add(name);
    Browser browser = new Browser(port);
    Browser.Page chooser = browser.signIn(name, Samba.PASSWORD);
    assertThat(chooser.status()).isEqualTo(200);
    Account account = accounts.findByUsername(name).orElseThrow();
    assertThat(account.directory()).isEqualTo("hosp");
    assertThat(account.name()).isEqualTo("Hester " + name);
    assertThat(account.email()).isEqualTo(name + "@hosp.example");
    assertThat(account.passwordHash()).isNull();
    for (String spelling :
        new String[] {"HOSP\\" + name, name + "@hosp.test", name.toUpperCase(Locale.ROOT)}) {
      assertThat(enter(new Browser(port), spelling, Samba.PASSWORD).location())
          .as(spelling)
          .contains("/login/");
    }
    assertThat(rows.query("select id from account where username like ?", name + "%")).hasSize(1);
  }

  @Test
  void Q08_refusesAWrongPasswordAndAnEmptyOneAlike() {
    String name = newName();
    add(name);
    Browser.Page wrong = enter(new Browser(port), name, "wrong");
    Browser.Page nobody = enter(new Browser(port), "nobody-" + name, "wrong");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(nobody.status()).isEqualTo(422);
    assertThat(wrong.text().replace(name, ""))
        .isEqualTo(nobody.text().replace("nobody-" + name, ""));
    assertThat(enter(new Browser(port), name, "").status()).isEqualTo(422);
    assertThat(accounts.findByUsername(name)).isEmpty();
  }

  /** A browser in which somebody signed in, with codes by e-mail. */
  private Browser signedIn(String name) {
    Browser browser = new Browser(port);
    browser.signIn(name, Samba.PASSWORD);
    browser.get("/login/method");
    browser.follow(browser.post("/login/method", "method", "email"));
    browser.follow(browser.post("/login/code", "code", Codes.next(name + "@hosp.example")));
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    return browser;
  }

  private static Browser knownTo(Browser signedIn, int port) {
    Browser known = new Browser(port);
    known.setCookie("__Host-known", signedIn.cookie("__Host-known"));
    return known;
  }

  private void demandChange(String dn) {
    samba.modify(dn, "pwdLastSet", "0");
  }

  @Test
  void Q08_saysWhyTheDirectoryRefusesOnlyInAKnownBrowser() {
    String name = newName();
    String dn = add(name);
    Browser owner = signedIn(name);
    samba.disable(dn);
    assertThat(enter(knownTo(owner, port), name, Samba.PASSWORD).text())
        .contains("Your hospital account is disabled");
    Browser.Page stranger = enter(new Browser(port), name, Samba.PASSWORD);
    assertThat(stranger.status()).isEqualTo(422);
    assertThat(stranger.text()).contains("Username or password is wrong");
    samba.enable(dn);
    samba.modify(dn, "accountExpires", "132000000000000000");
    assertThat(enter(knownTo(owner, port), name, Samba.PASSWORD).text())
        .contains("Your hospital account has ended");
    assertThat(
            rows.events(
                accounts.findByUsername(name).orElseThrow().id(), "SignInEvent.DirectoryRefused"))
        .isEqualTo(3);
  }

  @Test
  void Q06_neverLocksAnAccountInTheDirectory() {
    String name = newName();
    String dn = add(name);
    Browser owner = signedIn(name);
    for (int i = 0; i < 8; i++) {
      enter(new Browser(port), i % 2 == 0 ? name : "HOSP\\" + name, "wrong " + i);
    }
    assertThat(enter(new Browser(port), name, Samba.PASSWORD).status()).isEqualTo(429);
    assertThat(Integer.parseInt(samba.read(dn, "badPwdCount"))).isEqualTo(3);
    assertThat(enter(knownTo(owner, port), name, Samba.PASSWORD).status()).isEqualTo(302);
    assertThat(samba.read(dn, "lockoutTime")).isIn("", "0");
  }

  @Test
  void Rule50_Q07_keepsTheAccountOfARenamedPersonAndGivesItToNobodyElse() {
    String name = newName();
    String dn = add(name);
    signedIn(name);
    Account before = accounts.findByUsername(name).orElseThrow();
    String other = newName();
    samba.rename(dn, other);
    assertThat(enter(new Browser(port), other, Samba.PASSWORD).location()).isEqualTo("/login/code");
    Account renamed = accounts.findByUsername(other).orElseThrow();
    assertThat(renamed.id()).isEqualTo(before.id());
    assertThat(renamed.method()).isEqualTo("email");
    assertThat(rows.events(before.id(), "AccountEvent.Renamed")).isEqualTo(1);
    add(name);
    assertThat(enter(new Browser(port), name, Samba.PASSWORD).location())
        .isEqualTo("/login/method");
    assertThat(accounts.findByUsername(name).orElseThrow().id()).isNotEqualTo(before.id());
  }

  /** A new account gets the name with the domain, and one that is there keeps its own. */
  @Test
  void Rule59_givesNobodyTheUsernameOfAnErasedAccount() {
    String name = newName();
    add(name);
    transaction.executeWithoutResult(status -> usernames.erased(name));
    new Browser(port).signIn(name, Samba.PASSWORD);
    assertThat(accounts.findByUsername(name)).isEmpty();
    assertThat(accounts.findByUsername(name + "@hosp.test")).isPresent();
    String before = newName();
    String dn = add(before);
    signedIn(before);
    String after = newName();
    transaction.executeWithoutResult(status -> usernames.erased(after));
    samba.rename(dn, after);
    assertThat(enter(new Browser(port), after, Samba.PASSWORD).location()).isEqualTo("/login/code");
    assertThat(accounts.findByUsername(after)).isEmpty();
    assertThat(accounts.findByUsername(before)).isPresent();
  }

  @Test
  void Q07_leavesTheAccountOfSomebodyElseAlone() {
    People.Person own = people.byEmail();
    samba.addPerson(own.username(), Map.of());
    Browser.Page wrong = enter(new Browser(port), own.username(), Samba.PASSWORD);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("DOMAIN\\name");
    assertThat(enter(new Browser(port), "nobody." + newName(), Samba.PASSWORD).text())
        .as("as to strangers")
        .contains("DOMAIN\\name");
    assertThat(enter(new Browser(port), "HOSP\\" + own.username(), Samba.PASSWORD).text())
        .contains("not linked with your account here yet");
    assertThat(accounts.findByUsername(own.username()).orElseThrow().directory()).isNull();
    assertThat(rows.query("select name from directory_conflict where username = ?", own.username()))
        .hasSize(1);
    assertThat(enter(new Browser(port), own.username(), People.PASSWORD).location())
        .isEqualTo("/login/code");
  }

  @Test
  void changesAnExpiredPasswordAfterTheSecondFactor() {
    String name = newName();
    String dn = add(name);
    signedIn(name);
    demandChange(dn);
    Browser browser = new Browser(port);
    browser.signIn(name, Samba.PASSWORD);
    Browser.Page form =
        browser.follow(browser.post("/login/code", "code", Codes.next(name + "@hosp.example")));
    assertThat(form.text()).contains("Change your hospital password");
    assertThat(browser.get("/studies").location()).isEqualTo("/login/new-password");
    assertThat(change(browser, "wrong", "Summer-Orchard-2027").text())
        .contains("That is not your present password");
    assertThat(change(browser, Samba.PASSWORD, "short").text())
        .contains("does not accept this password");
    assertThat(change(browser, Samba.PASSWORD, "Summer-Orchard-2027").status()).isEqualTo(302);
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    assertThat(enter(new Browser(port), name, "Summer-Orchard-2027").location())
        .isEqualTo("/login/code");
    assertThat(enter(new Browser(port), name, Samba.PASSWORD).status()).isEqualTo(422);
  }

  private Browser.Page change(Browser browser, String current, String password) {
    browser.get("/login/new-password");
    return browser.post("/login/new-password", "current", current, "password", password);
  }

  @Test
  void mailsNoLinkForAForgottenPassword() {
    String name = newName();
    add(name);
    signedIn(name);
    forgotten.ask(name, Origin.COMMAND_LINE, null);
    assertThat(Inbox.next(name + "@hosp.example").text())
        .contains("Your password here is that of your hospital account")
        .doesNotContain("/password/");
  }
}
