package org.sallyport.staff.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.LockQueue;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SallyportTest
class AccountActsTest {
  private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired LockQueue turns;

  private Person admin;
  private Person owner;
  private Browser browser;

  @BeforeEach
  void signsIn() {
    admin = people.admin();
    owner = people.bySms();
    browser = Visitors.signedIn(admin, port);
    browser.get("/admin/manage");
  }

  private static String path(Person person) {
    return "/admin/manage/" + person.id();
  }

  private Browser.Page act(Person person, String act) {
    return browser.post(path(person) + "/" + act, "reason", "asked by the ward");
  }

  private Map<String, @Nullable Object> account(Person person) {
    return rows.query("select * from account where id = ?", person.id().value()).getFirst();
  }

  private void isRecorded(Person person, String type) {
    assertThat(
            rows.query(
                "select details ->> 'by' as by, details ->> 'reason' as reason from audit_event where account_id = ? and type = ?",
                person.id().value(),
                type))
        .containsExactly(Map.of("by", admin.username(), "reason", "asked by the ward"));
  }

  private static boolean isOfStaff(Received mail) {
    return "A Sallyport account was given a staff role".equals(mail.subject());
  }

  @Test
  void anAccountIsOpenedByItsNameWhichIsInNoAddress() {
    assertThat(browser.post("/admin/manage/open", "username", owner.username()).location())
        .endsWith(path(owner));
    assertThat(browser.get(path(owner)).text())
        .contains(owner.username(), "Active")
        .doesNotContain(owner.email(), owner.phone());
    assertThat(browser.post("/admin/manage/open", "username", "nobody").status()).isEqualTo(422);
  }

  @Test
  void disablingAndEnablingAreRecordedWithTheReason() {
    assertThat(act(owner, "disable").location()).endsWith("?done=disable");
    isRecorded(owner, "AccountEvent.Disabled");
    assertThat(act(owner, "disable").status()).isEqualTo(409);
    assertThat(act(owner, "enable").location()).endsWith("?done=enable");
    isRecorded(owner, "AccountEvent.Enabled");
    assertThat(act(owner, "enable").status()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "enable", "invite", "letter/issue", "letter/void"})
  void J06_noneOfThemIsOnOnesOwnAccountOrWithoutAReason(String act) {
    String before = account(admin).toString();
    assertThat(act(admin, act).status()).isEqualTo(409);
    assertThat(account(admin).toString()).isEqualTo(before);
    assertThat(browser.post(path(owner) + "/" + act, "reason", " ").status()).isEqualTo(422);
  }

  @Nested
  class MakingAnAccount {
    private Browser.Page make(String username, String... more) {
      return make(browser, username, more);
    }

    private static Browser.Page make(Browser of, String username, String... more) {
      String[] fields = {"username", username, "name", "Nan New", "role", "physician"};
      return of.post("/admin/manage/new/make", with(fields, more));
    }

    private static String[] with(String[] fields, String... more) {
      String[] all = Arrays.copyOf(fields, fields.length + more.length);
      System.arraycopy(more, 0, all, fields.length, more.length);
      return all;
    }

    @Test
    void sendsAnActivationLinkAndShowsTheAccount() {
      String username = "made." + owner.username();
      String email = username + "@new.example";
      Browser.Page page = make(username, "email", email, "reason", "new colleague");
      assertThat(page.location()).endsWith("?done=made");
      assertThat(browser.follow(page).text()).contains("activation link was sent");
      assertThat(Inbox.next(email, it -> true).text()).contains("/activate");
    }

    @Test
    void saysAtTheFieldWhatIsWrong() {
      Browser.Page page = make("x." + owner.username(), "email", "nobody", "reason", "new");
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.body()).contains("id=\"email-error\"");
      assertThat(make("x." + owner.username()).body()).contains("id=\"reason-error\"");
      assertThat(make(owner.username(), "reason", "x").body()).contains("id=\"username-error\"");
    }

    /** Else the second would change the account of the first, and be told that it was made. */
    @Test
    void isRefusedWhereAnotherAdminMadeOneWithThisNameMeanwhile() throws Exception {
      String username = "twice." + owner.username();
      Browser second = Visitors.signedIn(people.admin(), port);
      second.get("/admin/manage");
      List<Browser.Page> answers =
          turns.inTurnOfImports(
              () -> make(username, "email", "first." + owner.email(), "reason", "new colleague"),
              () -> make(second, username, "email", "second." + owner.email(), "reason", "cover"));
      assertThat(answers.getFirst().location()).endsWith("?done=made");
      assertThat(answers.getLast().status()).isEqualTo(422);
      assertThat(answers.getLast().body()).contains("id=\"username-error\"");
      assertThat(rows.query("select email from account where username = ?", username))
          .containsExactly(Map.of("email", "first." + owner.email()));
    }

    /** Else one admin could make the second one whom a reset needs, and nobody would know. */
    @Test
    void Rule39_tellsTheOtherAdminsOfOneWithRightsOverOthers() {
      Person other = people.admin();
      String username = "second" + owner.username();
      String email = username + "@new.example";
      String[] fields = {
        "username", username, "name", "Ann Other", "role", "admin", "email", email
      };
      Browser.Page made = browser.post("/admin/manage/new/make", with(fields, "reason", "cover"));
      assertThat(made.location()).endsWith("?done=made");
      assertThat(Inbox.next(other.email(), AccountActsTest::isOfStaff).text())
          .contains("Account: " + username, "New role: admin", "By: " + admin.username(), "cover");
      assertThat(rows.query("select role_since from account where username = ?", username))
          .singleElement()
          .satisfies(row -> assertThat(row.get("role_since")).isNotNull());
    }

    @Test
    void takesNoPassword() {
      String username = "word." + owner.username();
      make(
          username,
          "email",
          "w@new.example",
          "password",
          "quiet harbour seven stones",
          "reason",
          "new");
      assertThat(rows.query("select password_hash from account where username = ?", username))
          .singleElement()
          .satisfies(row -> assertThat(row).containsEntry("password_hash", null));
    }
  }

  @Nested
  class EditingAnAccount {
    private Browser.Page edit(Person person, String... fields) {
      return browser.post(path(person) + "/edit/save", fields);
    }

    @Test
    void changesWhatIsFilledInAndTellsTheOldAndTheNewAddress() {
      Browser.Page page = edit(owner, "email", "moved@new.example", "reason", "has moved");
      assertThat(page.location()).endsWith("?done=edited");
      assertThat(account(owner))
          .containsEntry("email", "moved@new.example")
          .containsEntry("phone", owner.phone());
      assertThat(Inbox.next(owner.email(), it -> true).text()).contains("another e-mail address");
      assertThat(Inbox.next("moved@new.example", it -> true).text()).contains("to this address");
      assertThat(account(owner).get("email_codes_blocked_until")).isNotNull();
    }

    @Test
    void saysHowLongANumberThatChangesReceivesNoCodes() {
      assertThat(browser.get(path(owner) + "/edit").text())
          .contains("the owner is notified at the old and the new one")
          .contains("receives no code for a sign-in for 1 day");
    }

    @Test
    void J06_isNotOnesOwn() {
      Browser.Page page = edit(admin, "name", "Great Admin", "reason", "vanity");
      assertThat(page.status()).isEqualTo(422);
      assertThat(account(admin)).doesNotContainEntry("name", "Great Admin");
    }

    /** Else one admin could receive the codes of any account (rule 39). */
    @Test
    void Rule39_givesNobodyTheCodesOfAnotherForADay() {
      Person person = people.byEmail();
      edit(person, "email", "thief@new.example", "reason", "has moved");
      Browser.Page page = new Browser(port).signIn(person.username(), People.PASSWORD);
      assertThat(page.text()).contains("Codes by e-mail do not work yet");
      assertThat(Inbox.left("thief@new.example")).noneMatch(it -> it.text().contains("code from"));
      assertThat(rows.events(person.id(), "CodeEvent.Sent")).isZero();
    }

    @Test
    void removesANumberThatReceivesNoCodesAnyMore() {
      Browser.Page refused = edit(owner, "remove-phone", "yes", "reason", "not their number");
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body()).contains("id=\"phone-error\"").contains("checked");
      assertThat(refused.text()).contains("give another method or another number");
      assertThat(account(owner)).containsEntry("phone", owner.phone());

      Browser.Page page =
          edit(owner, "remove-phone", "yes", "method", "email", "reason", "not their number");
      assertThat(page.location()).endsWith("?done=edited");
      assertThat(account(owner))
          .containsEntry("phone", null)
          .containsEntry("phone_verified_at", null)
          .containsEntry("method", "email");
      assertThat(
              Inbox.next(owner.email(), it -> it.text().contains("no mobile number any more"))
                  .text())
          .doesNotContain(owner.phone());
      assertThat(Inbox.next(owner.phone()).text()).contains("no longer has this mobile number");
      assertThat(browser.get(path(owner) + "/edit").body()).doesNotContain("remove-phone");
    }

    @Test
    void replacesANumberIfBothAreAsked() {
      edit(owner, "remove-phone", "yes", "phone", "+32470999913", "reason", "new phone");
      assertThat(account(owner)).containsEntry("phone", "+32470999913");
    }

    @Test
    void Rule39_givesNobodyTheCodesByRemovingTheNumberFirst() {
      edit(owner, "remove-phone", "yes", "method", "email", "reason", "not their number");
      edit(owner, "phone", "+32470999914", "method", "sms", "reason", "new phone");
      assertThat(account(owner)).containsEntry("phone", "+32470999914");
      assertThat(account(owner).get("sms_codes_blocked_until")).isNotNull();
      assertThat(new Browser(port).signIn(owner.username(), People.PASSWORD).text())
          .contains("Codes to your mobile number do not work yet");
      assertThat(rows.events(owner.id(), "CodeEvent.Sent")).isZero();
    }

    @Test
    void Rule39_tellsTheOtherAdminsOfANewRoleWithRightsOverOthers() {
      Person other = people.admin();
      edit(owner, "role", "helpdesk", "reason", "joins the desk");
      assertThat(Inbox.next(other.email(), AccountActsTest::isOfStaff).text())
          .contains("Account: " + owner.username(), "New role: helpdesk")
          .contains("By: " + admin.username(), "joins the desk");
      assertThat(account(owner).get("role_since")).isNotNull();
      edit(other, "role", "physician", "reason", "has left");
      edit(owner, "role", "admin", "reason", "leads the desk");
      Inbox.next(admin.email(), it -> isOfStaff(it) && it.text().contains("leads the desk"));
      assertThat(Inbox.left(owner.email()))
          .as("the account concerned")
          .noneMatch(AccountActsTest::isOfStaff);
      assertThat(Inbox.left(admin.email()))
          .as("a role without rights over others")
          .noneMatch(it -> isOfStaff(it) && it.text().contains("has left"));
    }

    @Test
    void ofNothingChangesNothing() {
      assertThat(edit(owner, "reason", "none").location()).endsWith("?done=unchanged");
      assertThat(rows.events(owner.id(), "AccountEvent.Imported")).isZero();
    }
  }

  @Nested
  class Rule27_ALetter {
    private Person person;

    @BeforeEach
    void ofSomebodyWithoutAnotherWay() {
      person = people.unreachable();
    }

    private String issued() {
      Browser.Page page = act(person, "letter/issue");
      assertThat(page.status()).isEqualTo(200);
      Matcher code = CODE.matcher(page.text());
      assertThat(code.find()).as(page.text()).isTrue();
      return code.group();
    }

    @Test
    void showsTheCodeOnceAndStoresItNowhere() {
      String code = issued();
      isRecorded(person, "AccountEvent.ActivationCodeMade");
      assertThat(browser.get(path(person)).text()).doesNotContain(code).contains("valid until");
      assertThat(browser.get(path(person) + "/letter").text()).doesNotContain(code);
      assertThat(rows.query("select details::text from audit_event").toString())
          .doesNotContain(code, code.replace("-", ""));
    }

    @Test
    void isNotVoidedByReloadingItsPage() {
      issued();
      Object printed = hash();
      Browser.Page reloaded = act(person, "letter/issue");
      assertThat(reloaded.status()).isEqualTo(409);
      assertThat(reloaded.text()).contains("This was done already");
      assertThat(hash()).isEqualTo(printed);
      assertThat(rows.events(person.id(), "AccountEvent.ActivationCodeMade")).isOne();
    }

    @Test
    void isNotMadeAgainByTheFormOfOneThatWasCancelled() {
      issued();
      act(person, "letter/void");
      assertThat(act(person, "letter/issue").status()).isEqualTo(409);
      assertThat(browser.get(path(person)).text()).doesNotContain("valid until");
    }

    @Test
    void isReplacedByTheFormThatWasOpenedAfterwards() {
      issued();
      Object printed = hash();
      assertThat(browser.get(path(person) + "/letter").body())
          .contains("name=\"made\" value=\"1\"");
      Browser.Page page =
          browser.post(path(person) + "/letter/issue", "reason", "lost in the post", "made", "1");
      assertThat(page.status()).isEqualTo(200);
      assertThat(hash()).isNotEqualTo(printed);
    }

    private Object hash() {
      return Objects.requireNonNull(
          rows.query(
                  "select encode(code_hash, 'hex') as hash from activation_code where account_id = ?",
                  person.id().value())
              .getFirst()
              .get("hash"));
    }

    @Test
    void isAPdfOfOnePageToo() throws IOException {
      String code = issued();
      byte[] pdf = pdf(code);
      try (PDDocument document = Loader.loadPDF(pdf)) {
        assertThat(document.getNumberOfPages()).isEqualTo(1);
        assertThat(new PDFTextStripper().getText(document))
            .contains(code, person.username(), "Activation code");
      }
    }

    private byte[] pdf(String code) throws IOException {
      try {
        return HttpClient.newHttpClient()
            .send(
                browser
                    .request(path(person) + "/letter/pdf")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(browser.form("code", code)))
                    .build(),
                BodyHandlers.ofByteArray())
            .body();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Test
    void isVoidedByHand() {
      issued();
      assertThat(act(person, "letter/void").location()).endsWith("?done=voided");
      isRecorded(person, "AccountEvent.ActivationCodeVoided");
      assertThat(act(person, "letter/void").status()).isEqualTo(409);
    }

    @Test
    void isNotOfferedWhereItWouldBeRefused() {
      String offered = "href=\"" + path(owner) + "/letter\"";
      assertThat(browser.get(path(owner)).body()).doesNotContain(offered);
      Browser.Page page = browser.get(path(owner) + "/letter");
      assertThat(page.text())
          .contains("The owner can be asked for a second factor")
          .doesNotContain("Nothing was changed", "Create the letter");
      assertThat(browser.get(path(person)).body()).contains("href=\"" + path(person) + "/letter\"");
      assertThat(browser.get(path(person) + "/letter").text()).contains("Create the letter");
    }

    @Test
    void isOfferedToCancelACodeThatCannotBeReplaced() {
      issued();
      rows.update("update account set disabled_at = created_at where id = ?", person.id().value());
      assertThat(browser.get(path(person)).body()).contains("href=\"" + path(person) + "/letter\"");
      assertThat(browser.get(path(person) + "/letter").text())
          .contains("Cancel the code")
          .doesNotContain("Create the letter");
    }

    @Test
    void isNotForSomebodyWithAnotherWay() {
      assertThat(act(owner, "letter/issue").status()).isEqualTo(409);
    }
  }
}
