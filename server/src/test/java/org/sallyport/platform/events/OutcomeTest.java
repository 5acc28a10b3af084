package org.sallyport.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.platform.events.facts.Outcome;

class OutcomeTest {
  @Test
  void noRefusalAndNoLockIsASuccess() {
    assertThat(EventType.all())
        .extracting(EventType::name)
        .filteredOn(type -> type.endsWith("Refused") || type.endsWith("Locked"))
        .hasSizeGreaterThan(10)
        .noneMatch(type -> EventType.outcomeOf(type) == Outcome.SUCCESS);
  }

  @Test
  void aTypeOfAnotherVersionIsASuccess() {
    assertThat(EventType.outcomeOf("LockEvent.Unheard")).isEqualTo(Outcome.SUCCESS);
  }
}
