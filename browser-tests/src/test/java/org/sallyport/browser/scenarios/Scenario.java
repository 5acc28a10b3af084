package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.browser.scenarios.studies.Lindenmoor;
import org.sallyport.browser.scenarios.studies.StudyFixtures;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.LockQueue;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Letters;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Base of all scenarios: the portal, accounts, and windows without reported problems. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, Lindenmoor.class})
@ExtendWith(PictureOfFailure.class)
public abstract class Scenario {
  @LocalServerPort public int port;
  @Autowired public People people;
  @Autowired public Rows rows;
  @Autowired public TurnableClock clock;
  @Autowired public LockQueue turns;
  @Autowired public StudyFixtures shelf;
  @Autowired public GroupFixtures circle;
  @Autowired public OpenedSessions sessions;
  @Autowired public RepeatedResponses responses;
  @Autowired public Activations activations;
  @Autowired public Letters letters;

  private final List<Window> windows = new ArrayList<>();
  private final List<TextWindow> textWindows = new ArrayList<>();

  @AfterEach
  public void noWindowComplains() {
    List<String> complaints = new ArrayList<>();
    windows.forEach(window -> complaints.addAll(window.complaints()));
    textWindows.forEach(window -> complaints.addAll(window.complaints()));
    windows.forEach(Window::close);
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  public Window window(Width width) {
    return window(width, true);
  }

  public Window window(Width width, boolean script) {
    return opened(new Window("http://localhost:" + port, width, script));
  }

  /** A phone with a camera and notifications. */
  public Window windowWithCamera() {
    return opened(Window.withCamera("http://localhost:" + port));
  }

  /** A window on a screen with so many pixels for a CSS pixel. */
  public Window windowOnScreen(double ratio) {
    return opened(Window.onScreen("http://localhost:" + port, ratio));
  }

  private Window opened(Window window) {
    windows.add(window);
    return window;
  }

  /** Another browser with the same cookies. */
  public Window copy(Window of) {
    return opened(of.copy());
  }

  public Caller caller(Person person, Width width) {
    return new Caller(person, window(width));
  }

  /** A browser without script, for what needs neither script nor layout. */
  public TextWindow textWindow() {
    return opened(new TextWindow("http://localhost:" + port));
  }

  /** The same, with the name of the browser in which its pages are shown afterwards. */
  public TextWindow textWindowLikeChromium() {
    return opened(new TextWindow("http://localhost:" + port, Window.usualUserAgent()));
  }

  private TextWindow opened(TextWindow window) {
    textWindows.add(window);
    return window;
  }

  /** The page of a browser without script, in Chromium: as it was answered, with its cookies. */
  public Window shown(TextWindow text, Width width) {
    Window window = window(width);
    window.store(text.cookies());
    window.open(responses.repeat(text.response()));
    return window;
  }

  /** Another browser with the same cookies. */
  public TextWindow copy(TextWindow of) {
    return opened(of.copy());
  }

  public TextCaller textCaller(Person person) {
    return new TextCaller(person, textWindow());
  }

  public List<Window> windows() {
    return windows;
  }

  public List<TextWindow> textWindows() {
    return textWindows;
  }
}
