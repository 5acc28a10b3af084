package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.accountrecovery.Activations;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.testing.Letters;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.Rows;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Turns;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** Base of all scenarios: the portal, accounts, and windows without reported problems. */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, Lindenmoor.class})
@ExtendWith(PictureOfFailure.class)
abstract class Scenario {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Turns turns;
  @Autowired Shelf shelf;
  @Autowired Circle circle;
  @Autowired Activations activations;
  @Autowired Letters letters;

  private final List<Window> windows = new ArrayList<>();

  @AfterEach
  void noWindowComplains() {
    List<String> complaints =
        windows.stream().flatMap(window -> window.complaints().stream()).toList();
    windows.forEach(Window::close);
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  Window window(Width width) {
    return window(width, true);
  }

  Window window(Width width, boolean script) {
    Window window = new Window("http://localhost:" + port, width, script);
    windows.add(window);
    return window;
  }

  /** Another browser with the same cookies. */
  Window copy(Window of) {
    Window copy = of.copy();
    windows.add(copy);
    return copy;
  }

  Caller caller(Person person, Width width) {
    return new Caller(person, window(width));
  }

  List<Window> windows() {
    return windows;
  }
}
