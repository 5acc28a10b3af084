package org.sallyport.browser.scenarios.pages;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sallyport.browser.actions.PortalWindow;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.People.Person;

/** The administration pages on accounts, imports, groups, access and the portal's state. */
final class StaffSpots {
  private static final String REASON = "asked by the ward";

  static final List<Spot> ALL =
      List.of(
          new Spot("accounts", guide -> opens(guide, "/admin/manage")),
          new Spot("list of accounts", guide -> opens(guide, "/admin/manage/list")),
          new Spot(
              "list of accounts, none found",
              guide -> opens(guide, "/admin/manage/list?state=locked&role=helpdesk")),
          new Spot(
              "list of accounts, refused",
              guide -> opens(guide, "/admin/manage/list?since=yesterday")),
          new Spot("account to manage", guide -> manages(guide, guide.people().bySms())),
          new Spot("own account to manage", StaffSpots::managesOwn),
          new Spot("new account", guide -> opens(guide, "/admin/manage/new")),
          new Spot("new account, refused", StaffSpots::makesBadly),
          new Spot("account with a long username", StaffSpots::makesLong),
          new Spot(
              "help desk, a long username",
              guide -> {
                TextWindow window = makesLong(guide);
                window.open(window.path().replace("/manage/", "/desk/"));
                return window;
              }),
          new Spot("account edited", StaffSpots::edits),
          new Spot("activation letter", guide -> letter(guide)),
          new Spot("activation letter, issued", StaffSpots::issues),
          new Spot("import", guide -> opens(guide, "/admin/import")),
          new Spot(
              "import, dry run",
              guide -> imports(guide, "%s,Dr Changed,,\nnew.%s,N,n@n.example,patient\n")),
          new Spot("import, refused", guide -> imports(guide, "%s,,nobody,nurse\nx%s,,,\n")),
          new Spot("groups", guide -> opens(guide, "/admin/groups")),
          new Spot("group", guide -> makesGroup(guide, guide.people().byEmail())),
          new Spot("group without members", StaffSpots::emptiesGroup),
          new Spot("applications", StaffSpots::listsApplications),
          new Spot("new application", guide -> opens(guide, "/admin/applications/new")),
          new Spot("new application, refused", guide -> addsApplication(guide, "app.example/cb")),
          new Spot("application, added", StaffSpots::addsApplication),
          new Spot("application, tried", guide -> followsApplication(guide, "Try a sign-in")),
          new Spot("application, to be deleted", guide -> followsApplication(guide, "Delete")),
          new Spot("keys", StaffSpots::listsKeys),
          new Spot("new key", guide -> opens(guide, "/admin/keys/new")),
          new Spot("new key, refused", guide -> makesKey(guide, "everywhere")),
          new Spot("key, made", guide -> makesKey(guide, "10.20.0.0/16")),
          new Spot("who sees what", guide -> opens(guide, "/admin/access")),
          new Spot("what an account sees", StaffSpots::looksAtAccount),
          new Spot("who sees an unknown study", StaffSpots::looksAtNothing),
          new Spot("who sees a shared study", StaffSpots::looksAtShare),
          new Spot(
              "share not withdrawn without a reason",
              guide -> {
                Window window = looksAtShare(guide);
                window.page().evaluate("document.querySelector('[name=reason]').required = false");
                window.press(window.page().locator("details button").first());
                return window;
              }),
          new Spot("a name in the archive", StaffSpots::looksAtName),
          new Spot("messages", StaffSpots::sendsTest),
          new Spot("limits", guide -> opens(guide, "/admin/limits")),
          new Spot("state", guide -> opens(guide, "/admin/state")),
          new Spot("policy", guide -> policy(guide, "sallyport.lock.after: 3")),
          new Spot("policy, refused", guide -> policy(guide, "sallyport.lock.affter: 3")));

  private StaffSpots() {}

  private static TextWindow opens(PageGuide guide, String path) {
    TextCaller admin = guide.signedIn(guide.people().admin());
    admin.window().open(path);
    return admin.window();
  }

  private static TextWindow manages(PageGuide guide, Person person) {
    return opens(guide, "/admin/manage/" + person.id());
  }

  private static TextWindow managesOwn(PageGuide guide) {
    Person admin = guide.people().admin();
    TextWindow window = guide.signedIn(admin).window();
    window.open("/admin/manage/" + admin.id());
    return window;
  }

  private static TextWindow makesBadly(PageGuide guide) {
    TextWindow window = fillsIn(guide, "x y", "Nan New", "nobody");
    window.press("Create account");
    return window;
  }

  private static TextWindow makesLong(PageGuide guide) {
    String username = "x".repeat(60) + System.nanoTime();
    String email = "n" + System.nanoTime() + "@elsewhere.example";
    TextWindow window = fillsIn(guide, username, username, email);
    window.choose("Role", "physician");
    window.press("Create account");
    return window;
  }

  private static TextWindow fillsIn(PageGuide guide, String username, String name, String email) {
    TextWindow window = opens(guide, "/admin/manage/new");
    window.type("Username", username);
    window.type("Name", name);
    window.type("E-mail address", email);
    window.type("Reason", REASON);
    return window;
  }

  private static TextWindow edits(PageGuide guide) {
    TextWindow window = manages(guide, guide.people().byEmail());
    window.follow("Edit");
    window.type("Name", "Dr Else");
    window.type("Reason", REASON);
    window.press("Save");
    return window;
  }

  private static TextWindow letter(PageGuide guide) {
    TextWindow window = manages(guide, guide.people().unreachable());
    window.follow("Activation letter");
    return window;
  }

  private static TextWindow issues(PageGuide guide) {
    TextWindow window = letter(guide);
    window.type("Reason", REASON);
    window.press("Create the letter");
    return window;
  }

  private static Window imports(PageGuide guide, String lines) {
    Window window = guide.shown(opens(guide, "/admin/import"));
    String username = guide.people().bySms().username();
    String csv = "username,name,email,role\n" + lines.replace("%s", username);
    window
        .field("File")
        .setInputFiles(
            new FilePayload("accounts.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    window.press("Show what would change");
    return window;
  }

  private static TextWindow makesGroup(PageGuide guide, Person member) {
    TextWindow window = opens(guide, "/admin/groups");
    window.type("Name", "Practice of " + System.nanoTime());
    window.type("First member", member.username());
    window.type("Reason", REASON);
    pressesForThem(window, "Create group");
    return window;
  }

  private static Window emptiesGroup(PageGuide guide) {
    Person member = guide.people().byEmail();
    Window window = guide.shown(makesGroup(guide, member));
    window.type("Username", member.username());
    window.page().locator("#reason").fill(REASON);
    pressesForThem(window, "Remove member");
    return window;
  }

  /** Presses a button again if the page first says whom a typed username means. */
  private static void pressesForThem(PortalWindow window, String name) {
    window.press(name);
    if (window.source().contains("name=\"person\"")) {
      window.press(name);
    }
  }

  private static TextWindow addsApplication(PageGuide guide) {
    return addsApplication(guide, "https://grafana.lindenmoor.example/login/generic_oauth");
  }

  private static TextWindow addsApplication(PageGuide guide, String address) {
    TextWindow window = opens(guide, "/admin/applications/new");
    window.type("Name", "Grafana");
    window.type("Client ID", "grafana-" + System.nanoTime());
    window.type("Redirect addresses", address);
    window.press("Add");
    return window;
  }

  private static TextWindow followsApplication(PageGuide guide, String link) {
    TextWindow window = addsApplication(guide);
    window.follow(link);
    return window;
  }

  private static TextWindow makesKey(PageGuide guide, String network) {
    TextWindow window = opens(guide, "/admin/keys/new");
    window.type("Name", "Identity system " + System.nanoTime());
    window.tick("Read the audit log");
    window.type("Networks", network);
    window.press("Make the key");
    return window;
  }

  private static TextWindow listsKeys(PageGuide guide) {
    TextWindow window = makesKey(guide, "10.20.0.0/16");
    window.open("/admin/keys");
    return window;
  }

  private static TextWindow listsApplications(PageGuide guide) {
    TextWindow window = addsApplication(guide);
    window.open("/admin/applications");
    return window;
  }

  private static TextWindow looksAtAccount(PageGuide guide) {
    TextWindow window = manages(guide, guide.people().bySms());
    window.follow("What it sees");
    return window;
  }

  private static Window looksAtShare(PageGuide guide) {
    Person sharer = guide.people().byEmail();
    StudyUid study = guide.at().shelf.arrive(sharer);
    guide.at().circle.shares(sharer, guide.people().byEmail());
    TextWindow window = opens(guide, "/admin/access");
    window.type("Study", study.value());
    window.press("Show who sees it");
    Window shown = guide.shown(window);
    shown.page().locator("details summary").first().click();
    return shown;
  }

  private static TextWindow looksAtNothing(PageGuide guide) {
    TextWindow window = opens(guide, "/admin/access");
    window.type("Study", "ACC-0");
    window.press("Show who sees it");
    return window;
  }

  private static TextWindow looksAtName(PageGuide guide) {
    TextWindow window = opens(guide, "/admin/names");
    window.type("Name in the archive", "Brambleway^Hester");
    window.press("Look up the name");
    return window;
  }

  private static TextWindow policy(PageGuide guide, String settings) {
    TextWindow window = opens(guide, "/admin/policy");
    window.type("Changed settings", settings);
    window.press("Show who is affected");
    return window;
  }

  private static TextWindow sendsTest(PageGuide guide) {
    TextWindow window = opens(guide, "/admin/messages");
    window.press("Send me an e-mail");
    return window;
  }
}
