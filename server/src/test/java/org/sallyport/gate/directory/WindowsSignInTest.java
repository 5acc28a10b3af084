package org.sallyport.gate.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.directory.kerberos.TicketCheck;
import org.sallyport.gate.directory.kerberos.TicketRefused;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.gate.directory.settings.KerberosProperties;
import org.sallyport.gate.lockout.LockProperties;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ratelimit.NetworkLimits;
import org.sallyport.testing.Browser;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.directory.OnKerberos;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.sallyport.testing.directory.Tickets;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

/** Sign-ins with Kerberos tickets of Samba, as an Active Directory domain controller. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OnSamba.class, OnKerberos.class})
@ExtendWith(SambaPossible.class)
class WindowsSignInTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  @TempDir Path folder;
  @LocalServerPort int port;
  @Autowired Accounts accounts;
  @Autowired Rows rows;
  @Autowired DirectoryTickets tickets;
  @Autowired Directories directories;
  @Autowired DirectoryAccounts directoryAccounts;
  @Autowired DirectoryHealth health;
  @Autowired DirectoryMetrics metrics;
  @Autowired LockProperties lockProperties;
  @Autowired NetworkLimits limits;
  @Autowired Environment environment;

  private final Samba samba = Samba.shared();

  private String newName() {
    return "wilma" + COUNT.incrementAndGet();
  }

  private String add(String username) {
    return samba.addPerson(
        username, Map.of("displayName", "Wilma " + username, "mail", username + "@hosp.example"));
  }

  /** The form of the button, as the browser sends it again with a token. */
  private static Browser.Page send(Browser browser, @Nullable String authorization) {
    return authorization == null
        ? browser.post("/login/with-windows")
        : browser.send(
            browser
                .request("/login/with-windows")
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(browser.form()))
                .build());
  }

  private static String challenge(Browser.Page page) {
    return page.header("WWW-Authenticate");
  }

  private Browser.Page enter(Browser browser, String token) {
    browser.get("/login");
    assertThat(challenge(send(browser, null))).isEqualTo("Negotiate");
    return send(browser, "Negotiate " + token);
  }

  @Test
  void Rule73_opensNothingButTheSecondFactor() {
    String name = newName();
    add(name);
    Browser browser = new Browser(port);
    Browser.Page login = browser.get("/login");
    assertThat(login.text()).contains("Sign in with Windows");
    assertThat(challenge(login)).isEmpty();
    Browser.Page asked = send(browser, null);
    assertThat(asked.status()).isEqualTo(401);
    assertThat(challenge(asked)).isEqualTo("Negotiate");
    assertThat(asked.text()).contains("did not get your sign-in from Windows");
    Browser.Page begun =
        send(browser, "Negotiate " + Tickets.of(samba, name).token(OnKerberos.SERVICE));
    assertThat(begun.status()).isEqualTo(302);
    assertThat(begun.location()).endsWith("/login/method");
    assertThat(challenge(begun)).as("the portal proves itself").startsWith("Negotiate o");
    assertThat(browser.get("/studies").location()).contains("/login");
    browser.get("/login/method");
    browser.follow(browser.post("/login/method", "method", "email"));
    browser.follow(browser.post("/login/code", "code", Codes.next(name + "@hosp.example")));
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    Account account = accounts.findByUsername(name).orElseThrow();
    assertThat(account.directory()).isEqualTo("hosp");
    assertThat(
            rows.query(
                "select ticket_directory, state, method from sign_in where account_id = ?",
                account.id().value()))
        .containsExactly(
            Map.of("ticket_directory", "hosp", "state", "complete", "method", "email"));
    assertThat(browser.get("/settings/sessions").text())
        .contains("Windows sign-in, then: One-Time-Password by e-mail");
    assertThat(browser.get("/settings/history").text()).contains("Windows sign-in");
    assertThat(rows.events(account.id(), "SignInEvent.TicketAccepted")).isEqualTo(1);
    assertThat(rows.events(account.id(), "SignInEvent.PasswordAccepted")).isZero();
  }

  @Test
  void Q66_onlyTheButtonOfOurPageStartsIt() {
    String name = newName();
    add(name);
    Browser browser = new Browser(port);
    Browser.Page forged = send(browser, null);
    assertThat(forged.status()).isEqualTo(403);
    assertThat(challenge(forged)).isEmpty();
    Browser.Page carried =
        send(new Browser(port), "Negotiate " + Tickets.of(samba, name).token(OnKerberos.SERVICE));
    assertThat(carried.status()).isEqualTo(403);
    Browser.Page got = browser.get("/login/with-windows");
    assertThat(got.location()).endsWith("/login");
    assertThat(challenge(got)).isEmpty();
    assertThat(accounts.findByUsername(name)).isEmpty();
  }

  @Test
  void Q67_aTokenIsGoodOnce() {
    String name = newName();
    add(name);
    Tickets tickets = Tickets.of(samba, name);
    String token = tickets.token(OnKerberos.SERVICE);
    assertThat(enter(new Browser(port), token).status()).isEqualTo(302);
    Browser.Page again = enter(new Browser(port), token);
    assertThat(again.status()).isEqualTo(403);
    assertThat(again.text()).contains("could not be accepted here");
    assertThat(challenge(again)).isEmpty();
    assertThat(enter(new Browser(port), tickets.token(OnKerberos.SERVICE)).status())
        .as("the same ticket, presented anew")
        .isEqualTo(302);
  }

  @Test
  void Q68_aTicketForAnotherServiceOpensNothing() {
    String name = newName();
    add(name);
    samba.service("elsewhere", "HTTP/elsewhere.hosp.test");
    Tickets tickets = Tickets.of(samba, name);
    Browser.Page page = enter(new Browser(port), tickets.token("HTTP/elsewhere.hosp.test"));
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text()).contains("could not be accepted here");
    assertThat(accounts.findByUsername(name)).isEmpty();
  }

  @Test
  void Q69_noOtherMechanismIsTriedAndNoSecondChallengeFollows() {
    String bare = "TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAAKAGFKAAAADw==";
    // SPNEGO that proposes NTLM alone, with its first message.
    String wrapped =
        "YEAGBisGAQUFAqA2MDSgDjAMBgorBgEEAYI3AgIKoiIEIE5UTE1TU1AAAQAAAAeCCKIAAAAAAAAAAAAAAAAAAAAA";
    for (String authorization :
        new String[] {
          "Negotiate " + bare,
          "Negotiate " + wrapped,
          "Negotiate",
          "Negotiate not Base64!",
          "Negotiate AAAA",
          "NTLM " + bare,
          "Basic aGVzdGVyOnNlY3JldA=="
        }) {
      Browser browser = new Browser(port);
      browser.get("/login");
      Browser.Page page = send(browser, authorization);
      assertThat(page.status()).as(authorization).isEqualTo(403);
      assertThat(challenge(page)).as(authorization).isEmpty();
      assertThat(page.body()).contains("href=\"/login\"");
    }
    Browser browser = new Browser(port);
    browser.get("/login");
    assertThat(send(browser, "Negotiate " + bare).text()).contains("did not get your sign-in");
  }

  @Test
  void Q70_aTicketIsThatOfTheAccountThatTheDomainNames() throws Exception {
    String name = newName();
    String dn = add(name);
    String other = newName();
    String otherDn = add(other);
    var ticket =
        (DirectoryTickets.Result.Judged)
            tickets.take(
                Base64.getDecoder().decode(Tickets.of(samba, name).token(OnKerberos.SERVICE)),
                new Origin("127.0.0.1", "Firefox"));
    assertThat(ticket.owner().name()).isEqualTo(name);
    assertThat(ticket.owner().sid()).isEqualTo(samba.readBytes(dn, "objectSid"));
    LdapDirectory directory = directories.find("hosp").orElseThrow();
    assertThat(directory.owner(name, ticket.owner().sid())).isPresent();
    assertThat(directory.owner(name, samba.readBytes(otherDn, "objectSid"))).isEmpty();
    assertThat(directory.owner(name, null)).as("without an identifier").isEmpty();
    assertThat(directory.owner(name + ")(objectClass=*", null)).isEmpty();
    assertThat(directory.owner("*", null)).isEmpty();
  }

  @Test
  void Q70_aNameIsThatOfAnAccountBeforeItIsAPrincipalName() throws Exception {
    String name = newName();
    String dn = add(name);
    String other = newName();
    String otherDn = add(other);
    samba.modify(dn, "userPrincipalName", name + "@elsewhere.test");
    samba.modify(otherDn, "userPrincipalName", "first." + other + "@hosp.test");
    LdapDirectory directory = directories.find("hosp").orElseThrow();
    byte[] sid = samba.readBytes(dn, "objectSid");
    byte[] otherSid = samba.readBytes(otherDn, "objectSid");
    assertThat(directory.owner("first." + other, otherSid).orElseThrow().person().username())
        .isEqualTo(other);
    assertThat(directory.owner(name, sid).orElseThrow().person().username()).isEqualTo(name);
    assertThat(directory.owner(name + "@elsewhere.test", sid).orElseThrow().person().username())
        .isEqualTo(name);
  }

  @Test
  void Q71_whatTheDirectorySaysNowDecides() {
    String name = newName();
    String dn = add(name);
    Tickets tickets = Tickets.of(samba, name);
    assertThat(enter(new Browser(port), tickets.token(OnKerberos.SERVICE)).status()).isEqualTo(302);
    String later = tickets.token(OnKerberos.SERVICE);
    samba.disable(dn);
    refuses(tickets, "Your hospital account is disabled");
    samba.enable(dn);
    samba.modify(dn, "accountExpires", "132000000000000000");
    refuses(tickets, "Your hospital account has ended");
    samba.modify(dn, "accountExpires", "0");
    samba.lock(name);
    refuses(tickets, "Your hospital account is locked");
    samba.modify(dn, "lockoutTime", "0");
    assertThat(
            rows.events(
                accounts.findByUsername(name).orElseThrow().id(), "SignInEvent.DirectoryRefused"))
        .isEqualTo(3);
    samba.modify(dn, "pwdLastSet", "0");
    assertThat(enter(new Browser(port), later).status()).isEqualTo(302);
    assertThat(accounts.findByUsername(name).orElseThrow().passwordChangeRequired()).isTrue();
  }

  private void refuses(Tickets tickets, String words) {
    Browser.Page page = enter(new Browser(port), tickets.token(OnKerberos.SERVICE));
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text()).contains(words);
    assertThat(challenge(page)).isEmpty();
  }

  @Test
  void Q71_whatWeSayNowDecidesToo() {
    String name = newName();
    add(name);
    Tickets tickets = Tickets.of(samba, name);
    enter(new Browser(port), tickets.token(OnKerberos.SERVICE));
    Account account = accounts.findByUsername(name).orElseThrow();
    rows.update("update account set locked_at = now() where id = ?", account.id().value());
    Browser browser = new Browser(port);
    Browser.Page locked = browser.follow(enter(browser, tickets.token(OnKerberos.SERVICE)));
    assertThat(locked.text()).contains("Your account is locked");
    rows.update(
        "update account set locked_at = null, disabled_at = now() where id = ?",
        account.id().value());
    refuses(tickets, "has no access to this portal");
  }

  @Test
  void Q72_otherNetworksAndOtherRealmsAreNotAsked() throws Exception {
    assertThat(tickets.isOfferedTo("192.0.2.7")).isFalse();
    Browser browser = new Browser(port);
    Browser.Page login =
        browser.send(
            browser.request("/login").header("X-Forwarded-For", "192.0.2.7").GET().build());
    assertThat(login.text()).doesNotContain("Sign in with Windows");
    Browser.Page refused =
        browser.send(
            browser
                .request("/login/with-windows")
                .header("X-Forwarded-For", "192.0.2.7")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(browser.form()))
                .build());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(challenge(refused)).isEmpty();
    String name = newName();
    add(name);
    assertThat(
            ofRealm("OTHER.TEST")
                .take(
                    Base64.getDecoder().decode(Tickets.of(samba, name).token(OnKerberos.SERVICE)),
                    new Origin("127.0.0.1", "Firefox")))
        .isInstanceOf(DirectoryTickets.Result.OtherRealm.class);
  }

  /** The same directory, whose people are of another realm than its keys. */
  private DirectoryTickets ofRealm(String realm) {
    Map<String, Object> named = new HashMap<>();
    named.put("kerberos.realm", realm);
    for (String name :
        List.of(
            "urls",
            "ca-file",
            "bind-dn",
            "bind-password",
            "base-dn",
            "kerberos.principal",
            "kerberos.keytab-file",
            "kerberos.networks")) {
      named.put(name, environment.getRequiredProperty("sallyport.directories.hosp." + name));
    }
    DirectoryProperties properties =
        new Binder(new MapConfigurationPropertySource(named))
            .bind("", Bindable.of(DirectoryProperties.class))
            .get();
    return new DirectoryTickets(
        new Directories(
            new DirectoriesProperties(Map.of("hosp", properties)),
            accounts,
            health,
            lockProperties,
            Clock.systemUTC()),
        directoryAccounts,
        metrics,
        limits);
  }

  @Test
  void takesABareKerberosTokenAndIgnoresWhatWasDelegated() {
    String name = newName();
    add(name);
    Tickets tickets = Tickets.of(samba, name);
    assertThat(
            enter(new Browser(port), tickets.token(OnKerberos.SERVICE, Tickets.KERBEROS, false))
                .status())
        .isEqualTo(302);
    assertThat(
            enter(new Browser(port), tickets.token(OnKerberos.SERVICE, Tickets.SPNEGO, true))
                .status())
        .isEqualTo(302);
  }

  @Test
  void Q69_aKeytabThatOthersMayReadIsNotUsed() throws Exception {
    String name = newName();
    add(name);
    Path open = Files.copy(samba.service("portal", OnKerberos.SERVICE), folder.resolve("keytab"));
    KerberosProperties properties =
        new KerberosProperties(
            OnKerberos.SERVICE + "@" + Tickets.REALM, open, null, List.of("127.0.0.0/8"), 1);
    byte[] token = Base64.getDecoder().decode(Tickets.of(samba, name).token(OnKerberos.SERVICE));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> new TicketCheck(properties).check(token))
        .isInstanceOf(TicketRefused.class)
        .hasMessageContaining("may read the keytab");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(new TicketCheck(properties).check(token).name()).isEqualTo(name);
  }

  /** The same with MIT Kerberos, on which browsers outside Windows rely. */
  @Test
  void curlSignsInWithATicketOfKinit() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/kinit")), "no kinit");
    String name = newName();
    add(name);
    Map<String, String> environment = Tickets.kinit(samba, name);
    Path jar = folder.resolve("cookies");
    String address = "http://localhost:" + port + "/login";
    String login = curl(environment, "-c", jar.toString(), address);
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(login);
    assertThat(token.find()).isTrue();
    String answer =
        curl(
            environment,
            "-i",
            "-b",
            jar.toString(),
            "--negotiate",
            "-u",
            ":",
            "--data-urlencode",
            "_csrf=" + token.group(1),
            address + "/with-windows");
    assertThat(answer).contains(" 302").containsPattern("(?i)location: \\S*/login/method");
    assertThat(accounts.findByUsername(name)).isPresent();
  }

  private static String curl(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "-s", "--max-time", "20"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
