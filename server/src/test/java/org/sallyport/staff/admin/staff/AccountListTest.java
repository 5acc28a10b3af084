package org.sallyport.staff.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.search.AccountCriteria;
import org.sallyport.gate.account.search.AccountList;
import org.sallyport.platform.ids.GroupId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SallyportTest
class AccountListTest {
  private static final String LIST = "/admin/manage/list";

  /** Members of a group of their own, so that other tests' accounts are not in the lists. */
  private static final String MEMBERS =
      """
      with made as (
        insert into account (id, username, username_key, name, role, password_hash, created_at)
        select gen_random_uuid(), prefix || lpad(i::text, 5, '0'), prefix || lpad(i::text, 5, '0'),
          'Listed ' || i, 'physician', 'x', now()
        from generate_series(1, ?) i, (select ? as prefix) p returning id)
      insert into group_member (group_id, account_id, joined_at, confirmed_until)
      select ?::uuid, id, now(), now() from made
      """;

  private static final String SIGN_IN =
      """
      insert into sign_in (id, account_id, state, password_at, completed_at, last_seen_at, ended_at, address,
        browser, attempt_expires_at)
      select gen_random_uuid(), id, 'ended', ?::timestamptz, ?::timestamptz, now(), now(), 'a', 'b', now()
      from account where username = ?
      """;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired AccountList list;

  private final String prefix = "listed." + System.nanoTime() + ".";
  private Person admin;
  private Browser browser;
  private String group;

  @BeforeEach
  void anAdminIsSignedIn() {
    admin = people.admin();
    browser = Visitors.signedIn(admin, port);
    group =
        text(
            rows.query(
                    """
                insert into care_group (id, name, name_key, kind, created_at)
                values (gen_random_uuid(), ?, ?, 'practice', now()) returning id::text as id
                """,
                    prefix + "practice",
                    prefix + "practice")
                .getFirst()
                .get("id"));
  }

  private static String text(@Nullable Object value) {
    return Objects.requireNonNull(value).toString();
  }

  @AfterEach
  void removesThem() {
    rows.update("delete from account where username like ?", prefix + "%");
    rows.update("delete from care_group where id = ?::uuid", group);
  }

  private void listed(int number) {
    rows.update(MEMBERS, number, prefix, group);
  }

  private String name(int number) {
    return String.format(Locale.ROOT, "%s%05d", prefix, number);
  }

  private void set(int number, String assignment) {
    rows.update("update account set " + assignment + " where username = ?", name(number));
  }

  private void signedIn(int number, String passwordAt, String completedAt) {
    rows.update(SIGN_IN, passwordAt, completedAt, name(number));
  }

  private Browser.Page open(String filters) {
    return browser.get(LIST + "?group=" + group + "&" + filters);
  }

  private static List<String> names(Browser.Page page) {
    return Jsoup.parse(page.body()).select(".row__name a").eachText();
  }

  @ParameterizedTest
  @CsvSource({
    "state=open,Listed 1|Listed 6|Listed 7",
    "state=invited,Listed 2",
    "state=locked,Listed 3",
    "state=disabled,Listed 4|Listed 5",
    "state=never,Listed 2|Listed 3|Listed 4|Listed 5|Listed 6",
    "role=helpdesk,Listed 6",
    "role=admin,''",
    "method=none,Listed 2|Listed 3|Listed 4|Listed 5|Listed 6",
    "method=sms,Listed 1",
    "method=app,Listed 1|Listed 7",
    "since=2026-03-01,Listed 2|Listed 3|Listed 4|Listed 5|Listed 6|Listed 7",
    "since=2026-03-02,Listed 1|Listed 2|Listed 3|Listed 4|Listed 5|Listed 6|Listed 7",
    "since=2026-02-01&state=open,Listed 6",
    "state=open&role=helpdesk&method=none,Listed 6",
  })
  void isFiltered(String filters, String found) {
    listed(7);
    set(1, "method = 'sms', linked_methods = '{app}'");
    set(2, "password_hash = null");
    set(3, "locked_at = now(), password_hash = null");
    set(4, "disabled_at = now(), locked_at = now()");
    set(5, "disabled_at = now(), method = 'none'");
    set(6, "role = 'helpdesk'");
    set(7, "method = 'app'");
    signedIn(1, "2025-11-30 08:00Z", "2025-11-30 08:01Z");
    signedIn(1, "2026-02-28 23:50Z", "2026-03-01 00:10Z");
    signedIn(7, "2026-02-20 12:00Z", "2026-02-20 12:00Z");
    signedIn(2, "2026-04-01 12:00Z", "2026-04-01 12:00Z");
    rows.update(
        "update sign_in set completed_at = null where account_id = (select id from account where username = ?)",
        name(2));
    assertThat(String.join("|", names(open(filters)))).isEqualTo(found);
  }

  @Test
  void showsStateMethodGroupsAndLastSignInAndNoContacts() {
    listed(2);
    set(1, "method = 'sms', phone = '+32470123456', email = 'somebody@listed.example'");
    set(2, "method = 'none', locked_at = now()");
    signedIn(1, "2026-02-20 12:00Z", "2026-02-20 12:00Z");
    String words = open("").text();
    assertThat(words)
        .contains("2 accounts")
        .contains(name(1) + " · Physician One-Time-Password by SMS · Last sign-in 20 Feb 2026")
        .contains(prefix + "practice Active", "No method · No sign-in recorded", "Locked")
        .doesNotContain("somebody", "47012");
  }

  @Test
  void isPagedByUsernameAndEachPageIsRecorded() {
    listed(103);
    List<String> read = new ArrayList<>();
    Browser.Page page = open("state=open");
    assertThat(page.text()).contains("103 accounts");
    read.addAll(names(page));
    @Nullable Element next = next(page);
    while (next != null) {
      page = browser.get(next.attr("href"));
      read.addAll(names(page));
      next = next(page);
    }
    assertThat(read).hasSize(103).startsWith("Listed 1", "Listed 2").doesNotHaveDuplicates();
    assertThat(searches("list")).containsExactly("50", "50", "3");
  }

  private static @Nullable Element next(Browser.Page page) {
    return Jsoup.parse(page.body()).selectFirst("a:contains(Next page)");
  }

  private List<String> searches(String what) {
    return rows
        .query(
            """
            select details ->> 'hits' as hits from audit_event
             where type = 'SystemEvent.StaffSearched' and details ->> 'by' = ? and details ->> 'what' = ?
             order by id
            """,
            admin.username(),
            what)
        .stream()
        .map(row -> text(row.get("hits")))
        .toList();
  }

  @Test
  void beginsAnewAfterAnAccountThatWasRemoved() {
    listed(2);
    assertThat(names(open("after=" + "00000000-0000-4000-8000-000000000000"))).hasSize(2);
  }

  @Test
  void M03_theFileHasAllAccountsOfTheListAndNoFormulas() throws IOException {
    listed(1003);
    set(1, "name = '=cmd()', email = 'somebody@listed.example', linked_methods = '{app,totp}'");
    set(2, "locked_at = now()");
    signedIn(3, "2026-02-20 12:00Z", "2026-02-20 12:00:01Z");
    Document page = Jsoup.parse(open("role=physician").body());
    assertThat(page.select("form[action$=/file] input[name=group]").attr("value")).isEqualTo(group);
    Browser.Page file = browser.post(LIST + "/file", "group", group, "role", "physician");
    List<CSVRecord> lines =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(file.body()))
            .getRecords();
    assertThat(lines).hasSize(1003);
    assertThat(lines.get(0).toMap())
        .containsEntry("username", name(1))
        .containsEntry("name", "'=cmd()")
        .containsEntry("linked_methods", "app; totp")
        .containsEntry("groups", prefix + "practice")
        .containsEntry("last_sign_in", "");
    assertThat(lines.get(1).get("state")).isEqualTo("locked");
    assertThat(lines.get(2).get("last_sign_in")).isEqualTo("2026-02-20T12:00:01Z");
    assertThat(file.body()).doesNotContain("somebody");
    assertThat(searches("list-file")).containsExactly("1003");
    assertThat(batchesOf(1001)).containsExactly(1000, 1);
  }

  /** The sizes of the batches of a file that may have only so many accounts. */
  private List<Integer> batchesOf(int most) {
    List<Integer> sizes = new ArrayList<>();
    AccountCriteria ofGroup =
        new AccountCriteria(null, null, null, new GroupId(UUID.fromString(group)), null, false);
    list.each(ofGroup, most, batch -> sizes.add(batch.size()));
    return sizes;
  }

  @Test
  @Tag("long")
  void aLongFileIsCutAndThePageSaysSo() {
    listed(10_001);
    assertThat(open("").text())
        .contains("More than 10,000 accounts", "The file has the first 10,000 accounts");
    Browser.Page file = browser.post(LIST + "/file", "group", group);
    assertThat(file.header("Content-Disposition")).contains("-first-10000.csv");
    assertThat(file.body().lines()).hasSize(10_001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state", "role", "method", "group", "since"})
  void saysWhatIsWrong(String field) {
    Browser.Page page = browser.get(LIST + "?" + field + "=x'%20or%20true");
    assertThat(page.status()).isEqualTo(422);
    assertThat(Jsoup.parse(page.body()).select("#" + field + "-error").text()).isNotEmpty();
    assertThat(browser.post(LIST + "/file", field, "x").status()).isEqualTo(422);
  }

  @Test
  void J10_theHelpDeskDoesNotListAccounts() {
    Browser desk = Visitors.signedIn(people.helpDesk(), port);
    desk.get("/admin/desk");
    assertThat(desk.get(LIST).status()).isEqualTo(403);
    assertThat(desk.post(LIST + "/file").status()).isEqualTo(403);
  }
}
