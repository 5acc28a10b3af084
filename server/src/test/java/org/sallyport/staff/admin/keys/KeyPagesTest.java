package org.sallyport.staff.admin.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Keys as an admin makes, replaces and ends them. */
@SallyportTest
class KeyPagesTest {
  private static final String LIST = "/admin/keys";
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Person admin;
  private Browser browser;
  private final String name = "Identity system " + System.nanoTime();

  @BeforeEach
  void signsIn() {
    admin = people.admin();
    browser = Visitors.signedIn(admin, port);
    browser.get(LIST + "/new");
  }

  private Browser.Page make() {
    return browser.post(
        LIST + "/new/make",
        "name",
        name,
        "scope-audit-read",
        "yes",
        "networks",
        "10.20.30.40/16\n127.0.0.1",
        "lasts",
        "PT2160H");
  }

  private String page() {
    return LIST
        + "/"
        + rows.query("select id from api_key where name = ?", name).getFirst().get("id");
  }

  private static String text(Browser.Page page) {
    return Jsoup.parse(page.body()).select(".notice code").text();
  }

  private static String version(Browser.Page page) {
    return Jsoup.parse(page.body()).select("[name=version]").val();
  }

  private List<String> events() {
    return rows
        .query(
            "select type from audit_event where details ->> 'key' = ? and details ->> 'by' = ? order by id",
            name,
            admin.username())
        .stream()
        .map(row -> String.valueOf(row.get("type")).substring("KeyEvent.".length()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, LIST + "/new"})
  void J06_isForAdminsOnly(String path) {
    assertThat(browser.get(path).status()).isEqualTo(200);
    assertThat(Visitors.signedIn(people.byEmail(), port).get(path).status()).isEqualTo(403);
    assertThat(Visitors.signedIn(people.helpDesk(), port).get(path).status()).isEqualTo(403);
  }

  @Test
  void aKeyIsShownOnceReplacedAndEnded() {
    Browser.Page made = make();
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    String first = text(made);
    assertThat(first).matches("sallyport_[0-9A-Za-z]{49}");
    assertThat(made.text()).contains("It is shown now and never again", "10.20.0.0/16");
    // The admins may be told of a limit that an earlier test used up, too.
    assertThat(Inbox.next(admin.email(), it -> it.text().contains("What was done: Made")).text())
        .contains("Key: Identity system", "By: " + admin.username());
    assertThat(browser.get(LIST).text()).contains(name, "Never used", "Valid until");
    assertThat(browser.get(page()).body()).doesNotContain(first);
    assertThat(
            rows.query("select * from api_key where name = ?", name).toString()
                + rows.query(
                    "select details::text from audit_event where details ->> 'key' = ?", name))
        .doesNotContain(first.substring(10));

    String version = version(browser.get(page()));
    Browser.Page replaced =
        browser.post(page() + "/replace", "version", version, "lasts", "PT720H");
    assertThat(text(replaced)).matches("sallyport_[0-9A-Za-z]{49}").isNotEqualTo(first);
    assertThat(replaced.text()).contains("The key before is valid until", "The older one stops");
    Browser.Page again = browser.post(page() + "/replace", "version", version, "lasts", "PT720H");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text()).contains("Nothing was replaced");

    for (int i = 0; i < 2; i++) {
      assertThat(browser.post(page() + "/end").location()).endsWith("?done=ended");
    }
    assertThat(browser.get(page()).text())
        .contains("It was ended on")
        .doesNotContain("End the key");
    assertThat(browser.post(page() + "/replace", "version", "2", "lasts", "PT720H").status())
        .isEqualTo(409);
    assertThat(events()).containsExactly("Made", "Replaced", "Ended");
  }

  @ParameterizedTest
  @CsvSource({
    "name, '', name-error, 2 to 60 letters",
    "networks, '', networks-error, at least one network",
    "networks, everywhere, networks-error, is no address and no network",
    "lasts, PT8761H, lasts-error, Choose how long",
    "scope-audit-read, '', scopes-wrong, Choose at least one"
  })
  void aWrongFieldSaysWhatIsWrong(String field, String value, String at, String sentence) {
    String[] form = {"name", name, "scope-audit-read", "yes", "networks", "::1", "lasts", "PT720H"};
    for (int i = 0; i < form.length; i += 2) {
      if (form[i].equals(field)) {
        form[i] = field.startsWith("scope") ? "other" : field;
        form[i + 1] = value;
      }
    }
    Browser.Page page = browser.post(LIST + "/new/make", form);
    assertThat(page.status()).isEqualTo(422);
    assertThat(Jsoup.parse(page.body()).select("#" + at).text()).contains(sentence);
    assertThat(rows.count("api_key where name = '" + name + "'")).isZero();
  }

  @Test
  void aRepeatedFormMakesNoSecondKey() {
    make();
    Browser.Page again = make();
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.text()).contains("There is, or was, a key of the name");
  }

  @Test
  void Rule28_makingReplacingAndEndingNeedAFreshFactor() {
    make();
    String page = page();
    clock.turn(Duration.ofMinutes(6));
    assertThat(make().status()).isEqualTo(403);
    assertThat(browser.post(page + "/replace", "version", "0", "lasts", "PT720H").status())
        .isEqualTo(403);
    assertThat(browser.post(page + "/end").status()).isEqualTo(403);
    assertThat(events()).containsExactly("Made");
  }

  @Test
  void aKeyOutlivesItsAdminAndThePageSaysSo() {
    make();
    String page = page();
    Browser other = Visitors.signedIn(people.admin(), port);
    assertThat(other.get(page).text()).doesNotContain("is no longer an admin");
    rows.update("update account set role = 'physician' where id = ?", admin.id().value());
    assertThat(other.get(page).text()).contains(admin.username(), "is no longer an admin");
    assertThat(other.get(LIST).text()).contains("Its admin has left");
    rows.update("delete from account where id = ?", admin.id().value());
    assertThat(other.get(page).text()).contains("somebody whose account was deleted");
  }
}
