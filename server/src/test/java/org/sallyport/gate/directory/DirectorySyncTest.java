package org.sallyport.gate.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.sync.DirectorySync;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** What becomes of accounts when something changes in the directory. */
@SallyportTest
@ContextConfiguration(
    initializers = {TestSettings.class, OnSamba.class, DirectorySyncTest.Groups.class})
@ExtendWith(SambaPossible.class)
class DirectorySyncTest {
  /** Roles by groups, accounts before the first sign-in, and reading only when a test says so. */
  static final class Groups
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Map<String, Object> settings =
          Map.of(
              "sallyport.directories.hosp.roles",
              "Referrers=physician, Patients=patient, Desk=helpdesk",
              "sallyport.directories.hosp.groups",
              "Cardiologists=department:Cardiology",
              "sallyport.directories.hosp.create",
              "sync",
              "sallyport.directories.hosp.sync-interval",
              // Some tests turn the clock by months.
              "3650d");
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("groups", settings));
    }
  }

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Samba SAMBA = Samba.shared();
  private static final String REFERRERS = "CN=Referrers,CN=Users," + Samba.BASE;
  private static final String CARDIOLOGISTS = "CN=Cardiologists,CN=Users," + Samba.BASE;

  static {
    SAMBA.addGroup("Referrers");
    SAMBA.addGroup("Patients");
    SAMBA.addGroup("Desk");
    SAMBA.addGroup("Cardiologists");
  }

  @LocalServerPort int port;
  @Autowired Accounts accounts;
  @Autowired Directories directories;
  @Autowired DirectorySync sync;
  @Autowired Disabling disabling;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired People people;

  private void synchronise() {
    sync.read(directory());
  }

  private LdapDirectory directory() {
    return directories.find("hosp").orElseThrow();
  }

  private static String newName() {
    return "jonas" + COUNT.incrementAndGet();
  }

  private static String add(String name, Map<String, String> more) {
    Map<String, String> attributes = new java.util.HashMap<>(more);
    attributes.putIfAbsent("mail", name + "@hosp.example");
    return SAMBA.addPerson(name, attributes);
  }

  private static String addReferrer(String name) {
    String dn = add(name, Map.of());
    SAMBA.addMember(REFERRERS, dn);
    return dn;
  }

  private Account account(String name) {
    return accounts.findByUsername(name).orElseThrow();
  }

  private Browser signedIn(String name) {
    Browser browser = new Browser(port);
    browser.signIn(name, Samba.PASSWORD);
    browser.get("/login/method");
    browser.follow(browser.post("/login/method", "method", "email"));
    browser.follow(browser.post("/login/code", "code", Codes.next(name + "@hosp.example")));
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    return browser;
  }

  @Test
  void givesRolesAndGroupsByNestedGroups() {
    String name = newName();
    String dn = add(name, Map.of());
    String inner = SAMBA.addGroup("Inner-" + name, dn);
    String outer = SAMBA.addGroup("Outer-" + name, inner);
    SAMBA.addMember(REFERRERS, outer);
    SAMBA.addMember(CARDIOLOGISTS, inner);
    String outside = newName();
    add(outside, Map.of());
    // A group that changed says nothing of its members' entries: everybody is read soon.
    synchronise();
    clock.turn(Duration.ofMinutes(5));
    synchronise();
    assertThat(account(name).role()).isEqualTo(Role.PHYSICIAN);
    assertThat(accounts.findByUsername(outside)).isEmpty();
    assertThat(groups(name)).containsExactly("Cardiology");
    SAMBA.removeMember(CARDIOLOGISTS, inner);
    signedIn(name);
    assertThat(groups(name)).isEmpty();
  }

  private List<String> groups(String name) {
    return rows
        .query(
            "select g.name from group_member m join care_group g on g.id = m.group_id where m.account_id = ? and m.left_at is null",
            account(name).id().value())
        .stream()
        .map(row -> String.valueOf(row.get("name")))
        .toList();
  }

  /** Otherwise everybody would lose the studies of their department after 90 days. */
  @Test
  void membershipsThatTheDirectoryGivesDoNotLapse() {
    String name = newName();
    String dn = addReferrer(name);
    SAMBA.addMember(CARDIOLOGISTS, dn);
    String left = newName();
    String leftDn = addReferrer(left);
    SAMBA.addMember(CARDIOLOGISTS, leftDn);
    synchronise();
    clock.turn(Duration.ofDays(20));
    synchronise();
    assertThat(rows.events(account(name).id(), "GroupEvent.Confirmed")).as("early").isZero();
    for (int days = 20; days < 200; days += 20) {
      clock.turn(Duration.ofDays(20));
      synchronise();
    }
    assertThat(lasts(name)).isTrue();
    assertThat(rows.events(account(name).id(), "GroupEvent.Confirmed")).isBetween(4, 7);
    SAMBA.removeMember(CARDIOLOGISTS, leftDn);
    synchronise();
    clock.turn(Duration.ofMinutes(5));
    synchronise();
    assertThat(groups(left)).isEmpty();
    assertThat(lasts(name)).isTrue();
  }

  private boolean lasts(String name) {
    return !rows.query(
            "select from group_member where account_id = ? and left_at is null and confirmed_until > ?",
            account(name).id().value(),
            java.sql.Timestamp.from(clock.instant()))
        .isEmpty();
  }

  @Test
  void Rule52_endsTheSessionsOfWhoeverIsDisabledAndBringsThemBack() {
    String name = newName();
    String dn = addReferrer(name);
    synchronise();
    Browser browser = signedIn(name);
    synchronise();
    assertThat(browser.get("/settings/account").status()).isEqualTo(200);
    SAMBA.disable(dn);
    synchronise();
    assertThat(browser.get("/settings/account").location()).startsWith("/login");
    assertThat(account(name).isDisabled()).isTrue();
    SAMBA.enable(dn);
    synchronise();
    assertThat(account(name).isDisabled()).isFalse();
    assertThat(account(name).method()).isEqualTo("email");
  }

  @Test
  void endsTheSessionsOfWhoeverLeavesTheGroupOrIsDeleted() {
    String left = newName();
    String leftDn = addReferrer(left);
    String deleted = newName();
    String deletedDn = addReferrer(deleted);
    synchronise();
    Browser ofLeft = signedIn(left);
    Browser ofDeleted = signedIn(deleted);
    SAMBA.removeMember(REFERRERS, leftDn);
    SAMBA.delete(deletedDn);
    synchronise();
    assertThat(ofLeft.get("/settings/account").location()).startsWith("/login");
    assertThat(ofDeleted.get("/settings/account").location()).startsWith("/login");
    assertThat(account(left).isDisabled()).isTrue();
    assertThat(account(deleted).isDisabled()).isTrue();
    SAMBA.addMember(REFERRERS, leftDn);
    assertThat(new Browser(port).signIn(left, Samba.PASSWORD).text()).contains("code");
    assertThat(account(left).isDisabled()).isFalse();
  }

  @Test
  void neverEnablesWhomAnAdminDisabled() {
    String name = newName();
    String dn = addReferrer(name);
    synchronise();
    disabling.disable(account(name).id(), new Actor(null, "admin"), "left", Origin.COMMAND_LINE);
    SAMBA.modify(dn, "displayName", "Another Name");
    synchronise();
    assertThat(account(name).isDisabled()).isTrue();
    Browser browser = new Browser(port);
    browser.get("/login");
    assertThat(browser.post("/login", "username", name, "password", Samba.PASSWORD).status())
        .isEqualTo(422);
  }

  @Test
  void neverEnablesWhomAnAdminDisabledAfterIt() {
    String name = newName();
    String dn = addReferrer(name);
    synchronise();
    SAMBA.disable(dn);
    synchronise();
    disabling.disable(account(name).id(), new Actor(null, "admin"), "misuse", Origin.COMMAND_LINE);
    SAMBA.enable(dn);
    synchronise();
    assertThat(account(name).isDisabled()).isTrue();
    disabling.enable(account(name).id(), new Actor(null, "admin"), "back", Origin.COMMAND_LINE);
    SAMBA.disable(dn);
    synchronise();
    assertThat(account(name).isDisabled()).isTrue();
    SAMBA.enable(dn);
    synchronise();
    assertThat(account(name).isDisabled()).as("its own act").isFalse();
  }

  @Test
  void Q10_stopsWhenTooManyWouldBeDisabled() {
    List<String> names = new ArrayList<>();
    List<String> dns = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      names.add(newName());
      dns.add(addReferrer(names.get(i)));
    }
    synchronise();
    int before = stops();
    dns.forEach(SAMBA::disable);
    synchronise();
    assertThat(names).allSatisfy(name -> assertThat(account(name).isDisabled()).isFalse());
    assertThat(stops()).isEqualTo(before + 1);
    synchronise();
    assertThat(stops()).isEqualTo(before + 1);
    dns.subList(0, 8).forEach(SAMBA::enable);
    synchronise();
    assertThat(names.subList(0, 8))
        .allSatisfy(name -> assertThat(account(name).isDisabled()).isFalse());
    assertThat(names.subList(8, 11))
        .allSatisfy(name -> assertThat(account(name).isDisabled()).isTrue());
    assertThat(rows.query("select 1 from directory_sync where stopped_at is not null")).isEmpty();
  }

  private int stops() {
    return rows.query("select 1 from audit_event where type = 'SystemEvent.DirectoryStopped'")
        .size();
  }

  @Test
  void Q10_anAdminSeesWhomItIsAboutAndLetsItGoOnOnce() {
    List<String> names = new ArrayList<>();
    List<String> dns = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      names.add(newName());
      dns.add(addReferrer(names.get(i)));
    }
    synchronise();
    rows.update("update account set disabled_at = now() where username = ?", names.get(11));
    dns.forEach(SAMBA::disable);
    synchronise();
    People.Person admin = people.admin();
    Browser browser = new Browser(port);
    browser.signIn(admin.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(admin.email()));
    Browser.Page page = browser.get("/admin/directories");
    assertThat(page.text())
        .as("who is disabled here already does not count")
        .contains("It would disable 11 accounts of", names.get(0), "disabled in the directory")
        .doesNotContain(names.get(11));
    assertThat(letThrough(browser, "12", "the department closed").status()).isEqualTo(409);
    assertThat(letThrough(browser, "11", "").status()).isEqualTo(422);
    synchronise();
    assertThat(account(names.get(0)).isDisabled()).isFalse();
    assertThat(letThrough(browser, "11", "the department closed").location())
        .endsWith("?done=let-through");
    assertThat(browser.get("/admin/directories").text())
        .contains(admin.username() + " lets these accounts be disabled");
    synchronise();
    assertThat(names).allSatisfy(name -> assertThat(account(name).isDisabled()).isTrue());
    assertThat(rows.query("select 1 from directory_leaver")).isEmpty();
    assertThat(browser.get("/admin/directories").text()).doesNotContain("It would disable");
    assertThat(
            rows.query(
                "select details ->> 'by' as by, details ->> 'reason' as reason from audit_event"
                    + " where type = 'SystemEvent.DirectoryLetThrough'"))
        .singleElement()
        .hasToString("{by=" + admin.username() + ", reason=the department closed}");
    assertThat(letThrough(browser, "11", "again").status()).isEqualTo(409);
  }

  private static Browser.Page letThrough(Browser browser, String shown, String reason) {
    return browser.post(
        "/admin/directories/let-through", "directory", "hosp", "shown", shown, "reason", reason);
  }

  @Test
  void keepsTheContactThatItsOwnerChangedUntilTheDirectoryHasAnother() {
    String name = newName();
    String dn = addReferrer(name);
    synchronise();
    rows.update(
        "update account set email = 'own@practice.example' where id = ?",
        account(name).id().value());
    SAMBA.modify(dn, "displayName", "Jonas Other");
    synchronise();
    assertThat(account(name).name()).isEqualTo("Jonas Other");
    assertThat(account(name).email()).isEqualTo("own@practice.example");
    SAMBA.modify(dn, "mail", "new-" + name + "@hosp.example");
    synchronise();
    assertThat(account(name).email()).isEqualTo("new-" + name + "@hosp.example");
    assertThat(account(name).emailCodesBlockedUntil()).isNotNull();
  }

  @Test
  void takesOverWhatIsValidAndNotesTheRest() {
    String name = newName();
    String dn = add(name, Map.of("mobile", "call the ward", "displayName", "Jonas Ward"));
    SAMBA.addMember(REFERRERS, dn);
    synchronise();
    assertThat(account(name).name()).isEqualTo("Jonas Ward");
    assertThat(account(name).phone()).isNull();
    assertThat(
            rows.query(
                "select trouble from directory_person where account_id = ?",
                account(name).id().value()))
        .singleElement()
        .asString()
        .contains("phone");
  }
}
