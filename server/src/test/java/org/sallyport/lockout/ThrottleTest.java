package org.sallyport.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.springframework.beans.factory.annotation.Autowired;

@SallyportTest
class ThrottleTest {
  private static final String ADDRESS = "198.51.100.91";

  @Autowired Throttle throttle;
  @Autowired TurnableClock clock;

  @Test
  void triesOfTheSameMomentDoNotRefuseEachOther() {
    assertThat(throttle.count("first-of-two", ADDRESS, null)).isEmpty();
    throttle.right("first-of-two", ADDRESS, null);
    clock.turn(Duration.ofMillis(-1));
    assertThat(throttle.count("second-of-two", ADDRESS, null))
        .as("it looked at the clock a moment earlier and was counted later")
        .isEmpty();
    clock.turn(Duration.ofMillis(1));
  }
}
