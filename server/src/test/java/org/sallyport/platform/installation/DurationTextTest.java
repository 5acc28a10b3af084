package org.sallyport.platform.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "P30D, 30 days",
    "PT24H, 1 day",
    "PT36H, 36 hours",
    "PT1H, 1 hour",
    "PT90M, 90 minutes",
    "PT1M, 1 minute",
    "PT90S, 90 seconds",
    "PT1S, 1 second",
    "PT1.5S, 1 second",
    "PT0S, 0 seconds"
  })
  void saysTheLargestUnitThatFits(Duration span, String words) {
    assertThat(DurationText.words(span)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1 second",
    "2, 2 seconds",
    "90, 90 seconds",
    "91, 2 minutes",
    "3600, 60 minutes",
    "7201, 3 hours"
  })
  void saysAWaitRoundedUp(long seconds, String words) {
    assertThat(DurationText.toWait(seconds)).isEqualTo(words);
  }
}
