package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;

/** In a browser without script. */
class WithoutScriptTest extends Scenario {
  private Caller scriptless(Person person, Width width) {
    return new Caller(person, window(width, false));
  }

  @AtEachWidth
  void aWholeFirstSignInAndOutAgain(Width width) {
    Caller caller = scriptless(people.undecided(), width);
    shelf.fill(caller.person());
    Window window = caller.givesPassword().window();
    assertThat(window.heading()).isEqualTo("Choose your two-factor method");
    window.tick("One-Time-Password by e-mail");
    window.press("Continue");
    caller.answersWrongly(caller.mailedCode(), 1);
    assertThat(window.alert()).contains("4 tries left");
    clock.turn(Duration.ofSeconds(30));
    caller.asksAgain();
    caller.answers(caller.mailedCode());
    assertThat(window.heading()).isEqualTo("Studies");
    window.follow("Vanderquill, Adelheid");
    assertThat(window.heading()).isEqualTo("CT thorax with contrast");
    window.press("Sign out");
    assertThat(window.text()).contains("You are signed out.");
    window.open("/studies");
    assertThat(window.path()).isEqualTo("/login");
  }

  @AtEachWidth
  void theMobileNumberIsChanged(Width width) {
    Caller caller = scriptless(people.bySms(), width).givesPassword();
    caller.answers(caller.textedCode());
    clock.turn(Duration.ofMinutes(6));
    Window window = Guide.inChromium(this, width).begins(caller, "Change mobile number").window();
    assertThat(window.heading()).isEqualTo("Confirm that it is you");
    caller.answers(caller.textedCode());
    String other = people.byEmail().phone();
    window.type("New mobile number", other);
    window.press("Continue");
    assertThat(window.heading()).isEqualTo("Check your mobile number");
    caller.answers(Codes.next(other));
    assertThat(window.text()).contains("Your mobile number is changed.");
    assertThat(Inbox.next(caller.person().email()).subject())
        .isEqualTo("Your Sallyport mobile number was changed");
  }
}
