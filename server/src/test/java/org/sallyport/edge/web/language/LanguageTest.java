package org.sallyport.edge.web.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which language a page and a message are in, and how it is chosen. */
@SallyportTest
class LanguageTest {
  private static final Pattern HTML = Pattern.compile("<html lang=\"([^\"]+)\" dir=\"([^\"]+)\"");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired JdbcClient jdbc;

  private Browser browser;

  @BeforeEach
  void open() {
    browser = new Browser(port);
  }

  private static String language(Browser.Page page) {
    Matcher html = HTML.matcher(page.body());
    assertThat(html.find()).as("%d %s", page.status(), page.text()).isTrue();
    return html.group(1) + " " + html.group(2);
  }

  private String preferring(String header, String path) {
    return language(
        browser.send(browser.request(path).header("Accept-Language", header).GET().build()));
  }

  private Browser.Page choose(String language, String page) {
    browser.get("/login");
    return browser.post("/language", "language", language, "page", page);
  }

  @Test
  void isThatOfTheInstallationIfNothingIsKnown() {
    assertThat(language(browser.get("/login"))).isEqualTo("en ltr");
  }

  @Test
  void isTheFirstThatTheBrowserPrefersAndIsOffered() {
    assertThat(preferring("nl-BE,nl;q=0.9,en;q=0.5", "/login")).isEqualTo("nl ltr");
    assertThat(preferring("sv, ar;q=0.4, de;q=0.6", "/login")).isEqualTo("de ltr");
    assertThat(preferring("ar-EG", "/forgotten")).isEqualTo("ar rtl");
    assertThat(preferring("sv", "/login")).isEqualTo("en ltr");
    assertThat(preferring("nl;q=0", "/login")).isEqualTo("en ltr");
  }

  @ParameterizedTest
  @ValueSource(strings = {";;;", "q=1", "*", "-", "nl;q=x", "a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a"})
  void L05_aMalformedHeaderPrefersNone(String header) {
    assertThat(preferring(header, "/login")).isEqualTo("en ltr");
  }

  @Test
  void errorPagesAreInIt() {
    assertThat(preferring("pl", "/.well-known/nothing-here")).isEqualTo("pl ltr");
    People.Person person = people.byEmail();
    speaks(person, "de");
    browser = Visitors.signedIn(person, port);
    assertThat(language(browser.get("/studies/9.9.9"))).isEqualTo("de ltr");
  }

  @Test
  void aChoiceComesBeforeWhatTheBrowserPrefersAndLeadsBack() {
    Browser.Page back = choose("fr", "/forgotten?x=1");
    assertThat(back.status()).isEqualTo(302);
    assertThat(back.location()).endsWith("/forgotten?x=1");
    assertThat(preferring("nl", "/login")).isEqualTo("fr ltr");
  }

  @Test
  void theAnswerToAFormLeadsBackToThePageOfTheForm() {
    assertThat(choose("fr", "/login/code/resend").location()).endsWith("/login/code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/login/../../evil",
        "/%2f%2fevil.example/x y",
        "/login\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "/nothing/of/the/kind",
        ""
      })
  void K10_theSwitchLeadsToNoOtherSite(String page) {
    String to = choose("fr", page).location();
    assertThat(to).matches("(https?://localhost:\\d+)?/(login)?");
  }

  @Test
  void K01_theSwitchNeedsTheTokenOfItsForm() {
    assertThat(browser.postRaw("/language", "language=fr").status()).isEqualTo(403);
    assertThat(language(browser.get("/login"))).isEqualTo("en ltr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sv", "tlh", "", "../../x", "nl\r\nx"})
  void L05_anUnknownLanguageIsRefused(String language) {
    assertThat(choose(language, "/login").status()).isEqualTo(400);
    assertThat(language(browser.get("/login"))).isEqualTo("en ltr");
  }

  @Test
  void L05_aForgedCookieChoosesNone() {
    browser.setCookie("__Host-language", "../../../etc");
    assertThat(language(browser.get("/login"))).isEqualTo("en ltr");
  }

  @Test
  void anAccountWithoutLanguageGetsTheOneThatItsOwnerReadAtTheSignIn() {
    People.Person person = people.byEmail();
    forget(person);
    choose("de", "/login");
    browser.signIn(person.username(), People.PASSWORD);
    Received code = Inbox.next(person.email());
    assertThat(code.subject()).doesNotContain("code").doesNotContain("Code from");
    assertThat(code.html()).contains("<html lang=\"de\"");
    browser.post("/login/code", "code", Codes.in(code));
    assertThat(stored(person)).isEqualTo("de");
    Browser other = new Browser(port);
    other.signIn(person.username(), People.PASSWORD);
    assertThat(language(other.get("/login/code"))).isEqualTo("de ltr");
  }

  @Test
  void inAnAttemptTheChoiceOfTheBrowserCountsAndTheAccountKeepsItsOwn() {
    People.Person person = people.byEmail();
    speaks(person, "nl");
    choose("fr", "/login");
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(language(browser.get("/login/code"))).isEqualTo("fr ltr");
    browser.post("/language", "language", "pl", "page", "/login/code");
    assertThat(stored(person)).isEqualTo("nl");
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(language(browser.get("/settings/account"))).isEqualTo("nl ltr");
    assertThat(stored(person)).isEqualTo("nl");
  }

  @Test
  void H09_inASessionTheSwitchChangesTheAccountAndTheOwnerIsToldInTheLanguageBefore() {
    People.Person person = people.byEmail();
    speaks(person, "nl");
    browser = Visitors.signedIn(person, port);
    Inbox.left(person.email());
    browser.get("/settings/language");
    Browser.Page back =
        browser.post("/language", "language", "ar", "page", "/settings/language?saved");
    assertThat(back.status()).as("%s", back.text()).isEqualTo(302);
    assertThat(language(browser.follow(back))).isEqualTo("ar rtl");
    assertThat(stored(person)).isEqualTo("ar");
    Received notice = Inbox.next(person.email());
    assertThat(notice.html()).contains("<html lang=\"nl\"");
    assertThat(notice.text()).contains("العربية");
    browser.get("/settings/language");
    browser.post("/language", "language", "ar", "page", "/settings/language");
    assertThat(Inbox.left(person.email())).isEmpty();
    assertThat(language(new Browser(port).get("/login"))).isEqualTo("en ltr");
  }

  @Test
  void aRegionOfALanguageIsThatLanguage() {
    People.Person person = people.byEmail();
    speaks(person, "nl-BE");
    browser = Visitors.signedIn(person, port);
    assertThat(language(browser.get("/settings/account"))).isEqualTo("nl ltr");
  }

  private void forget(People.Person person) {
    jdbc.sql("update account set language = null where id = :id")
        .param("id", person.id().value())
        .update();
  }

  private void speaks(People.Person person, String tag) {
    jdbc.sql("update account set language = :tag where id = :id")
        .param("tag", tag)
        .param("id", person.id().value())
        .update();
  }

  private String stored(People.Person person) {
    return jdbc.sql("select language from account where id = :id")
        .param("id", person.id().value())
        .query(String.class)
        .single();
  }
}
