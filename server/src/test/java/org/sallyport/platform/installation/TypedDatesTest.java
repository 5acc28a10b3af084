package org.sallyport.platform.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedDatesTest {
  @Test
  void readsWhatFormsAndAddressesContain() {
    assertThat(TypedDates.day("2026-11-29")).contains(LocalDate.of(2026, 11, 29));
    assertThat(TypedDates.time("2026-11-29T08:30")).contains(LocalDateTime.of(2026, 11, 29, 8, 30));
    assertThat(TypedDates.instant("2026-11-29T08:30:00Z"))
        .contains(Instant.parse("2026-11-29T08:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+999999999-12-31", "-999999999-01-01", "+10000-01-01", "0999-12-31", "x", ""})
  void refusesEveryOtherYear(String day) {
    assertThat(TypedDates.day(day)).isEmpty();
    assertThat(TypedDates.time(day + "T23:59")).isEmpty();
    assertThat(TypedDates.instant(day + "T23:59:59Z")).isEmpty();
  }
}
