package org.sallyport.portal.sharing.guest.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class GuestCodeViewTest {
  private static final Instant NOW = Instant.parse("2026-11-24T20:15:00Z");

  @Test
  void aTimeOfAnotherDayHasItsDay() {
    GuestCodeView.Frame frame =
        new GuestCodeView.Frame(ZoneOffset.UTC, Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(frame.time(NOW.plus(Duration.ofHours(1)))).isEqualTo("21:15 Z");
    assertThat(frame.time(NOW.plus(Duration.ofHours(24)))).isEqualTo("25 Nov 2026, 20:15 Z");
  }
}
