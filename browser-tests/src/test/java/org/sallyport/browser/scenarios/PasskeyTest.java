package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.TestSettings;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** Passkeys, with Chromium's virtual authenticator. */
@ContextConfiguration(initializers = TestSettings.AtItsAddress.class, inheritInitializers = false)
@TestPropertySource(properties = "sallyport.languages.texts=src/test/resources/own-texts")
class PasskeyTest extends Scenario {
  private static final Path PICTURES = Path.of("target", "pictures");

  /** A user whose browser stores a passkey, which is the method. */
  private Caller linked(Width width) {
    Caller caller = caller(people.byEmail(), width);
    caller.window().hasAuthenticator();
    caller.comesIn();
    link(caller.window(), width);
    return caller;
  }

  private static void link(Window window, Width width) {
    window.open("/settings/devices");
    window.press("Link passkey");
    window.type("Name of the passkey", "My laptop");
    window.picture(PICTURES.resolve("passkey-link-" + width + ".png"));
    window.press("Create passkey");
    assertThat(window.text()).contains("Linked.", "My laptop", "Passkey on one device");
    window.picture(PICTURES.resolve("passkey-devices-" + width + ".png"));
  }

  private static void leaves(Caller caller) {
    caller.window().page().context().clearCookies();
  }

  @AtEachWidth
  void isTheSecondFactor(Width width) {
    Caller caller = linked(width);
    leaves(caller);
    caller.givesPassword();
    Window window = caller.window();
    assertThat(window.heading()).isEqualTo("Use your passkey");
    window.picture(PICTURES.resolve("passkey-second-" + width + ".png"));
    assertThat(window.scrollsSideways()).isFalse();
    window.press("Use your passkey");
    assertThat(caller.isIn()).isTrue();
    window.open("/settings/devices");
    assertThat(window.text()).doesNotContain("Not yet");
  }

  @AtEachWidth
  void signsInWithoutAPassword(Width width) {
    Caller caller = linked(width);
    leaves(caller);
    Window window = caller.window();
    window.open("/login");
    window.picture(PICTURES.resolve("passkey-login-" + width + ".png"));
    assertThat(window.scrollsSideways()).isFalse();
    window.press("Sign in with a passkey");
    assertThat(caller.isIn()).isTrue();
  }

  @AtEachWidth
  void noLongerSignsInAfterItsRemoval(Width width) {
    Caller caller = linked(width);
    Window window = caller.window();
    leaves(caller);
    caller.givesPassword();
    window.press("Use your passkey");
    window.open("/settings/devices");
    window.follow("Remove My laptop");
    window.press("Remove");
    assertThat(window.text()).contains("Removed.", "Nothing is linked yet");
    leaves(caller);
    window.open("/login");
    window.press("Sign in with a passkey");
    assertThat(window.alert()).contains("Your passkey was not accepted");
    caller.givesPassword();
    assertThat(window.text()).contains("One-Time-Password");
  }

  @AtEachWidth
  void aBrowserWithoutOneSaysSoAndAnotherWayIsOffered(Width width) {
    Person person = linked(width).person();
    Caller elsewhere = caller(person, width);
    elsewhere.window().hasAuthenticator();
    elsewhere.givesPassword();
    Window window = elsewhere.window();
    window.button("Use your passkey").click();
    window.page().getByText("No passkey was used").waitFor();
    window.picture(PICTURES.resolve("passkey-none-" + width + ".png"));
    window.follow("Use another way");
    window.tick("One-Time-Password by e-mail");
    window.press("Continue");
    elsewhere.answers(elsewhere.mailedCode());
    assertThat(elsewhere.isIn()).isTrue();
  }

  @AtEachWidth
  void withoutScriptThePageSaysWhatToDo(Width width) {
    Person person = linked(width).person();
    Caller elsewhere = new Caller(person, window(width, false));
    elsewhere.givesPassword();
    Window window = elsewhere.window();
    assertThat(window.text()).contains("A passkey needs a browser that runs scripts");
    window.picture(PICTURES.resolve("passkey-noscript-" + width + ".png"));
    window.follow("Use another way");
    assertThat(window.heading()).isEqualTo("Use another way");
  }
}
