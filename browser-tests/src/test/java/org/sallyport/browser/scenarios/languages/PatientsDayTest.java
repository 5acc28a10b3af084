package org.sallyport.browser.scenarios.languages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.platform.messages.Audience;
import org.sallyport.platform.messages.Language;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A patient who reads no English, on a phone: finds the language, signs in for the first time,
 * makes a mistake, looks at the pictures, comes back after a month, and leaves.
 */
@Tag("long")
class PatientsDayTest extends Scenario {
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(the|your|with|and|this|not|you|are|sign|password|examination|pictures)\\b",
          Pattern.CASE_INSENSITIVE);

  @Autowired private IndexedStudies indexed;

  private Window window;
  private Words words;

  @BeforeEach
  void picksUpThePhone() {
    window = window(Width.PHONE);
    words = new Words(Language.ENGLISH, Audience.PATIENTS);
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"DUTCH", "ARABIC"})
  void readsOneLanguageFromTheFirstPageToTheLast(Language language) {
    words = new Words(language, Audience.PATIENTS);
    Person patient = people.add(null, true, false, "patient");
    hasAnExamination(patient);
    window.open("/login");
    choosesTheLanguage();
    givesPassword(patient);
    choosesCodesByEmail();
    mistypesAndThenTypes(patient);
    looksAtTheExamination();
    seesSettingsAndHistory();
    leaves();
    comesBackAfterAMonth(patient);
  }

  private void hasAnExamination(Person patient) {
    String number = "P" + patient.username();
    rows.update(
        "insert into patient_number (account_id, issuer, number) values (?, 'LINDENMOOR', ?)",
        patient.id().value(),
        number);
    TestArchive.store(
        new TestStudy()
            .ofPatient("LINDENMOOR", number)
            .with("Modality", "MR")
            .with("StudyDescription", "MR 1.2")
            .with("SeriesDescription", "T1"));
    indexed.update();
  }

  private void choosesTheLanguage() {
    window.page().locator("footer summary").click();
    window.press(window.page().getByText(words.language().ownName(), exactly()));
    reads();
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  /** The page is in the language, fits, has no barrier, and no English is left on it. */
  private void reads() {
    assertThat(window.language())
        .isEqualTo(words.language().tag() + " " + words.language().direction());
    assertThat(window.scrollsSideways()).as(window.path()).isFalse();
    assertThat(window.barriers()).as(window.path()).isEmpty();
    String text = withoutTheDesk(window.page().locator("main").innerText());
    assertThat(ENGLISH.matcher(text).results().map(it -> it.group()).toList())
        .as("%s: %s", window.path(), text)
        .isEmpty();
  }

  /** What the installation calls its help desk, and when that can be reached, is the hospital's. */
  private static String withoutTheDesk(String text) {
    return text.replace("the imaging desk", "").replaceAll("extension \\d+|every day[^\\n]*", "");
  }

  private void givesPassword(Person patient) {
    window.type(words.of("signin.password.username"), patient.username());
    window.type(words.of("signin.password.password"), "wrong " + People.PASSWORD);
    window.press(words.of("common.continue"));
    assertThat(window.alert()).contains(words.of("signin.password.wrong"));
    reads();
    window.type(words.of("signin.password.password"), People.PASSWORD);
    window.press(words.of("common.continue"));
    reads();
  }

  private void choosesCodesByEmail() {
    if (window.page().locator("main details").count() > 0) {
      window.page().locator("main details summary").first().click();
    }
    window.page().locator("input[name=method][value=email]").check();
    window.press(words.of("common.continue"));
    reads();
  }

  private void mistypesAndThenTypes(Person patient) {
    Received mail = Inbox.next(patient.email());
    assertThat(mail.html()).contains("<html lang=\"" + words.language().tag() + "\"");
    assertThat(ENGLISH.matcher(mail.text()).results().map(it -> it.group()).toList())
        .as(mail.text())
        .isEmpty();
    String code = Codes.in(mail);
    window.page().locator("#code").fill(Codes.wrong(code));
    window.press(words.of("common.continue"));
    reads();
    window.reload();
    reads();
    window.page().locator("#code").fill(code);
    window.press(words.of("common.continue"));
    window.open("/studies");
    assertThat(window.path()).startsWith("/studies");
    reads();
  }

  private void looksAtTheExamination() {
    assertThat(window.heading()).isEqualTo(words.of("studies.list.heading"));
    window.press(window.page().locator("tbody a, .studies a").first());
    reads();
  }

  private void seesSettingsAndHistory() {
    for (String page :
        new String[] {
          "/settings/account", "/settings/history", "/settings/language", "/settings/sessions"
        }) {
      window.open(page);
      reads();
    }
  }

  private void leaves() {
    window.press(words.of("studies.portal.sign-out"));
    reads();
    assertThat(window.text()).contains(words.of("signin.signed-out"));
  }

  private void comesBackAfterAMonth(Person patient) {
    clock.turn(Duration.ofDays(31));
    window.open("/login");
    reads();
    window.type(words.of("signin.password.username"), patient.username());
    window.type(words.of("signin.password.password"), People.PASSWORD);
    window.press(words.of("common.continue"));
    reads();
    assertThat(window.page().getByRole(AriaRole.HEADING).first().innerText()).isNotBlank();
  }
}
