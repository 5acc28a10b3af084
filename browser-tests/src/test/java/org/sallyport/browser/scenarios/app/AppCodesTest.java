package org.sallyport.browser.scenarios.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.Width;

/** Codes that the app shows offline. */
class AppCodesTest extends AppScenario {
  @Test
  void areTheSecondFactorWhileThePhoneIsOffline() {
    Caller linking = inside();
    Phone phone = linked(linking);
    phone.isKept();
    phone.offline(true);
    phone.window().reload();
    phone.sees("Your accounts");
    phone.window().page().getByText("No network").waitFor();
    clock.turn(Duration.ofSeconds(90));
    phone.window().page().addInitScript("Date.now = () => " + clock.instant().toEpochMilli());
    phone.window().reload();
    String code = phone.code(linking.person().username());
    Caller caller = caller(linking.person(), Width.DESK).givesPassword();
    caller.answers(code);
    assertThat(caller.isIn()).isTrue();
  }
}
