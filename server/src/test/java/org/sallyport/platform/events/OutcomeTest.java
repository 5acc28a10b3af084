package org.sallyport.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final List<String> TYPES = types(DomainEvent.class).toList();

  @Test
  void everyListedTypeExists() {
    assertThat(TYPES).containsAll(Outcome.listed());
  }

  @Test
  void noRefusalAndNoLockIsASuccess() {
    assertThat(TYPES)
        .filteredOn(type -> type.endsWith("Refused") || type.endsWith("Locked"))
        .hasSizeGreaterThan(10)
        .noneMatch(type -> Outcome.of(type) == Outcome.SUCCESS);
  }

  private static Stream<String> types(Class<?> type) {
    Class<?>[] below = type.getPermittedSubclasses();
    return below == null
        ? Stream.of(DomainEvent.typeOf(type.asSubclass(DomainEvent.class)))
        : Arrays.stream(below).flatMap(OutcomeTest::types);
  }
}
