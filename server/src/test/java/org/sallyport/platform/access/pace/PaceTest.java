package org.sallyport.platform.access.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PaceTest {
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private final Pace pace = new Pace(clock, Duration.ofSeconds(10), 4096);

  private void writes(int bytes, Duration takes) {
    pace.begins(bytes);
    now = now.plus(takes);
    pace.ends();
  }

  @Test
  void aClientThatDoesNotReadIsTooSlowAfterTheGraceTime() {
    writes(5_000_000, Duration.ofMillis(5));
    pace.begins(8192);
    now = now.plusSeconds(12);
    assertThat(pace.suffices()).isTrue();
    now = now.plusSeconds(1);
    assertThat(pace.suffices()).isFalse();
  }

  @Test
  void soIsOneThatReadsAByteNowAndThen() {
    for (int i = 0; i < 10; i++) {
      writes(1, Duration.ofSeconds(2));
    }
    assertThat(pace.suffices()).isFalse();
  }

  @Test
  void aSlowLineIsNot() {
    for (int i = 0; i < 100; i++) {
      writes(65_536, Duration.ofSeconds(16));
      assertThat(pace.suffices()).isTrue();
    }
  }

  @Test
  void whatWasReadQuicklyBeforeGivesNoCredit() {
    for (int i = 0; i < 100; i++) {
      writes(1_000_000, Duration.ofSeconds(1));
    }
    pace.begins(8192);
    now = now.plusSeconds(30);
    assertThat(pace.suffices()).isFalse();
  }

  @Test
  void theTimeOfTheArchiveDoesNotCount() {
    writes(100, Duration.ofSeconds(1));
    now = now.plusSeconds(300);
    assertThat(pace.suffices()).isTrue();
  }
}
