package org.sallyport.staff.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/* A separate application: other tests must not change its clock. */
@TestPropertySource(properties = "apart=yes")
@SallyportTest
class ImportPageTest {
  private static final Pattern PLAN = Pattern.compile("name=\"plan\" value=\"([^\"]+)\"");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Person admin;
  private Person owner;
  private Browser browser;

  @BeforeEach
  void signsIn() {
    admin = people.admin();
    owner = people.bySms();
    browser = Visitors.signedIn(admin, port);
    browser.get("/admin/import");
  }

  private String file() {
    return "username,name,email,role\n"
        + owner.username()
        + ",Dr Changed,,\nnew."
        + owner.username()
        + ",Nan New,nan@new.example,patient\n";
  }

  private Browser.Page preview() {
    assertThat(Uploads.send(browser, file()).location()).endsWith("/admin/import");
    return browser.get("/admin/import");
  }

  private static String plan(Browser.Page page) {
    Matcher plan = PLAN.matcher(page.body());
    assertThat(plan.find()).isTrue();
    return plan.group(1);
  }

  private Map<String, @Nullable Object> account() {
    return rows.query("select * from account where id = ?", owner.id().value()).getFirst();
  }

  @Test
  void aTemplateNamesTheColumnsAndIsTakenBack() {
    assertThat(browser.get("/admin/import").body()).contains("href=\"/admin/import/template\"");
    Browser.Page template = browser.get("/admin/import/template");
    assertThat(template.header("Content-Type")).startsWith("text/csv");
    assertThat(template.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"accounts.csv\"");
    assertThat(template.body()).endsWith("\r\n").hasLineCount(1).doesNotContain("password");
    String line = owner.username() + ",Dr Templated" + ",".repeat(commas(template.body()) - 1);
    assertThat(Uploads.send(browser, template.body() + line + "\r\n").location())
        .endsWith("/admin/import");
    assertThat(browser.get("/admin/import").text()).contains("Dr Templated");
  }

  private static int commas(String header) {
    return header.length() - header.replace(",", "").length();
  }

  @Test
  void everyChangeIsShownAndNothingIsDone() {
    String before = account().toString();
    assertThat(preview().text())
        .contains("Nothing is changed yet", "Dr Changed", "Nan New", "nan@new.example");
    assertThat(account().toString()).isEqualTo(before);
  }

  @Test
  void theConfirmationDoesWhatWasShownOnceAndSaysWhy() {
    String plan = plan(preview());
    assertThat(browser.post("/admin/import/confirm", "plan", plan).status())
        .as("without a reason")
        .isEqualTo(422);
    Browser.Page done =
        browser.post("/admin/import/confirm", "plan", plan, "reason", "list of May");
    assertThat(done.location()).endsWith("/admin/import?done=1-1-1");
    assertThat(account()).containsEntry("name", "Dr Changed");
    assertThat(
            rows.query(
                "select details ->> 'by' as by, details ->> 'reason' as reason from audit_event where account_id = ? and type = 'AccountEvent.Imported'",
                owner.id().value()))
        .containsExactly(Map.of("by", admin.username(), "reason", "list of May"));
    assertThat(pending()).isEmpty();
    assertThat(browser.post("/admin/import/confirm", "plan", plan, "reason", "again").status())
        .isEqualTo(409);
  }

  @Test
  void anAccountThatChangedInBetweenIsShownAgain() {
    String plan = plan(preview());
    rows.update("update account set name = 'Dr Else' where id = ?", owner.id().value());
    Browser.Page page = browser.post("/admin/import/confirm", "plan", plan, "reason", "x");
    assertThat(page.status()).isEqualTo(409);
    assertThat(page.text()).contains("changed since you looked", "Dr Else");
    assertThat(account()).containsEntry("name", "Dr Else");
    assertThat(plan(page)).isNotEqualTo(plan);
  }

  @Test
  void aFileIsOfItsSessionAndEndsAfterHalfAnHour() {
    String plan = plan(preview());
    Browser other = Visitors.signedIn(people.admin(), port);
    assertThat(other.get("/admin/import").text()).doesNotContain("Nan New");
    assertThat(other.post("/admin/import/confirm", "plan", plan, "reason", "x").status())
        .isEqualTo(409);
    assertThat(String.valueOf(pending())).doesNotContain("Changed");
    clock.turn(Duration.ofMinutes(14));
    assertThat(browser.get("/admin/import").text()).contains("Dr Changed");
    assertThat(browser.post("/admin/import/discard").location()).endsWith("?done=discarded");
    assertThat(browser.get("/admin/import").text()).doesNotContain("Dr Changed");
  }

  private List<Map<String, @Nullable Object>> pending() {
    return rows.query(
        "select encode(file, 'escape') as f from pending_import where account_id = ?",
        admin.id().value());
  }

  @Test
  void aBadFileIsRefusedLineByLine() {
    Browser.Page page =
        Uploads.send(browser, "username,role\n" + admin.username() + ",patient\nx,nurse\n");
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.text()).contains("Line 2", "is your own account", "Line 3", "is not physician");
    assertThat(pending()).isEmpty();
  }

  /** Whatever the retention period is: the file may contain passwords. */
  @Test
  void aFileThatIsTooOldIsDeleted() {
    preview();
    String mine = "select from pending_import where account_id = ?";
    rows.removeExpired("pending_import", Instant.EPOCH);
    assertThat(rows.query(mine, admin.id().value())).hasSize(1);
    clock.turn(Duration.ofMinutes(30));
    rows.removeExpired("pending_import", Instant.EPOCH);
    assertThat(rows.query(mine, admin.id().value())).isEmpty();
  }

  @Test
  void whatIsTooLargeOrNoFileIsRefused() {
    assertThat(Uploads.send(browser, "username\n" + "x".repeat(1_100_000)).status()).isEqualTo(413);
    assertThat(Uploads.send(browser, "").status()).isEqualTo(422);
    String lines = "a,N,patient,a@a.example\n".repeat(2_001);
    assertThat(Uploads.send(browser, "username,name,role,email\n" + lines).text())
        .contains("more than 2000 lines");
  }

  @Test
  void noOtherFormTakesAFile() {
    for (String path : List.of("/admin/import/confirm", "/admin/resets/start", "/login")) {
      assertThat(Uploads.send(browser, "username\nx\n", path).status()).as(path).isEqualTo(415);
    }
  }

  @Test
  void J06_isForAdminsOnly() {
    Browser desk = Visitors.signedIn(people.helpDesk(), port);
    desk.get("/admin/desk");
    assertThat(desk.get("/admin/import").status()).isEqualTo(403);
    assertThat(Uploads.send(desk, file()).status()).isEqualTo(403);
  }
}
