package org.sallyport.browser.scenarios.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.browser.actions.BuiltInWords;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.platform.messages.Language;

/** The app in the language that was chosen in it: linking, approving, and starting offline. */
class AppLanguageTest extends AppScenario {
  private static final String PICTURES = System.getProperty("app.pictures", "");

  private static void chooses(Phone phone, String ownName) {
    phone
        .window()
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Language English"))
        .click();
    phone.press(ownName);
  }

  private static void shot(Phone phone, String name) {
    if (!PICTURES.isEmpty()) {
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        phone.window().lit(scheme);
        phone.window().picture(Path.of(PICTURES, name + "-" + scheme + ".png"));
      }
    }
  }

  @Test
  void hasTheTextsThatTheHospitalWordsInItsOwnWay() {
    Phone phone = phone();
    chooses(phone, "Português");
    phone.sees("Ligue este telemóvel ao Hospital de Lindenmoor");
    phone.isKept();
    phone.offline(true);
    phone.window().reload();
    phone.sees("Ligue este telemóvel ao Hospital de Lindenmoor");
  }

  /** Two that differ most; all if pictures are taken, but the one with texts of the hospital's. */
  static Stream<Language> languages() {
    Set<Language> others =
        PICTURES.isEmpty()
            ? EnumSet.of(Language.DUTCH, Language.ARABIC)
            : EnumSet.range(Language.DUTCH, Language.ARABIC);
    others.remove(Language.PORTUGUESE);
    return others.stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void isLinkedApprovesAndStartsOfflineInIt(Language language) {
    String tag = language.tag();
    BuiltInWords words = new BuiltInWords(tag, "app");
    Caller linking = inside();
    Phone phone = phone();
    phone.window().resize(Width.PHONE);
    chooses(phone, language.ownName());
    phone.sees(words.of("begin.heading"));
    Page page = phone.window().page();
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(tag);
    assertThat(page.locator("html").getAttribute("dir")).isEqualTo(language.direction());
    assertThat(phone.window().barriers()).isEmpty();
    assertThat(phone.window().scrollsSideways()).isFalse();
    shot(phone, tag + "-begin");

    Window desk = showsCode(linking);
    phone.press(words.of("begin.type"));
    phone.window().type(words.of("type.label"), desk.page().locator("#key").innerText());
    phone.press(words.of("continue"));
    phone.window().type(words.of("look.name"), NAME);
    shot(phone, tag + "-look");
    phone.press(words.of("look.link"));
    phone.sees(words.of("confirm.heading"));
    confirms(desk);
    phone.sees(words.of("linked.heading"));
    phone.button(words.of("done")).or(phone.button(words.of("linked.not-now"))).click();

    Caller caller = caller(linking.person(), Width.DESK).givesPassword();
    phone.sees(words.of("request.heading.sign-in", "Lindenmoor Hospitals"));
    assertThat(phone.window().barriers()).isEmpty();
    assertThat(phone.window().scrollsSideways()).isFalse();
    shot(phone, tag + "-request");
    phone.window().type(words.of("request.number"), number(caller.window()));
    phone.press(words.of("request.approve"));
    phone.sees(words.of("answer.approved"));
    caller.window().page().waitForURL("**/studies");

    phone.isKept();
    phone.offline(true);
    phone.window().reload();
    phone.sees(words.of("accounts.heading"));
    page.getByText(words.of("offline")).waitFor();
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo(tag);
    shot(phone, tag + "-accounts");
  }
}
