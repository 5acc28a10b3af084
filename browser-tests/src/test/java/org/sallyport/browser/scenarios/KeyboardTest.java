package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Keys;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;

/** Operation with the keyboard only. */
class KeyboardTest extends Scenario {
  private static final String BOX = "Remember this browser for 30 days";
  private static final String EMAIL = "One-Time-Password by e-mail";

  @AtEachWidth
  void aWholeSignInWithTheBoxTickedBySpace(Width width) {
    Caller caller = caller(people.byEmail(), width);
    signsInByKeyboard(caller);
    assertThat(caller.isIn()).isTrue();
    caller.window().restart();
    assertThat(caller.needsACode()).as("the box was ticked").isFalse();
  }

  private static void signsInByKeyboard(Caller caller) {
    Window window = caller.window();
    Keys keys = new Keys(window);
    window.open("/login");
    assertThat(keys.at()).isEqualTo("Username");
    keys.type(caller.person().username());
    keys.press("Tab");
    assertThat(keys.at()).isEqualTo("Password");
    keys.type(People.PASSWORD);
    keys.press("Tab");
    assertThat(keys.at()).isEqualTo("Continue");
    keys.go("Enter");
    assertThat(keys.at()).isEqualTo("One-Time-Password");
    keys.type(caller.mailedCode());
    keys.press("Tab");
    assertThat(keys.at()).isEqualTo(BOX);
    keys.press("Space");
    keys.press("Tab");
    assertThat(keys.at()).isEqualTo("Continue");
    keys.go("Enter");
  }

  @AtEachWidth
  void afterAWrongCodeTheNextOneIsTypedAtOnce(Width width) {
    Caller caller = caller(people.byEmail(), width).givesPassword();
    String code = caller.mailedCode();
    caller.answers(Codes.wrong(code));
    Keys keys = new Keys(caller.window());
    assertThat(keys.at()).isEqualTo("One-Time-Password");
    keys.type(code);
    keys.go("Enter");
    assertThat(caller.isIn()).isTrue();
  }

  @AtEachWidth
  void aMethodIsChosenByTheArrows(Width width) {
    Caller caller = caller(people.undecided(), width).givesPassword();
    Keys keys = new Keys(caller.window());
    keys.tabToChosen();
    keys.press("Tab");
    assertThat(keys.at()).isEqualTo("More ways");
    keys.press("Enter");
    keys.press("Shift+Tab");
    for (int way = 0; way < 5 && !caller.window().field(EMAIL).isChecked(); way++) {
      keys.press("ArrowDown");
    }
    assertThat(caller.window().field(EMAIL).isChecked()).isTrue();
    keys.go("Enter");
    assertThat(caller.window().heading()).startsWith("Enter the code from message");
  }

  @AtEachWidth
  void theStudyListByTheArrowsAndByTab(Width width) {
    Person reader = people.byEmail();
    shelf.fill(reader);
    Window window = Guide.inChromium(this, width).inside(reader).window();
    Keys keys = new Keys(window);
    String first = window.page().locator("tbody .open").first().innerText();
    keys.press("ArrowDown");
    assertThat(keys.at()).as("outside the list the arrows scroll the page").isEmpty();
    keys.tabTo(first);
    keys.press("ArrowDown");
    String second = keys.at();
    assertThat(second).isNotEqualTo(first);
    keys.press("ArrowUp");
    assertThat(keys.at()).isEqualTo(first);
    keys.press("Tab");
    assertThat(keys.at()).isEqualTo("Open images");
    keys.tabTo(second);
    keys.go("Enter");
    assertThat(window.path()).startsWith("/studies/");
    assertThat(window.text()).contains(second);
  }

  @AtEachWidth
  void theFirstTabSkipsToTheContent(Width width) {
    Window window = Guide.inChromium(this, width).inside().window();
    Keys keys = new Keys(window);
    keys.press("Tab");
    assertThat(keys.at()).isEqualTo("Skip to content");
    keys.press("Enter");
    assertThat(window.page().locator("main:focus").count()).isEqualTo(1);
  }

  @AtEachWidth
  void signsOutByKeyboard(Width width) {
    Window window = Guide.inChromium(this, width).inside().window();
    Keys keys = new Keys(window);
    keys.tabTo("Sign out");
    keys.go("Space");
    assertThat(window.text()).contains("You are signed out.");
  }
}
