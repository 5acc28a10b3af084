package org.sallyport.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.events.DomainEvent;

class OutcomeTest {
  @Test
  void noRefusalAndNoLockIsASuccess() {
    assertThat(types(DomainEvent.class))
        .filteredOn(type -> type.getSimpleName().matches(".*(Refused|Locked)"))
        .filteredOn(type -> !type.getName().contains("StudyEvent"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            type ->
                assertThat(Outcome.of(make(type)))
                    .as(type.getName())
                    .isNotEqualTo(Outcome.SUCCESS));
  }

  private static Stream<Class<?>> types(Class<?> type) {
    Class<?>[] below = type.getPermittedSubclasses();
    return below == null ? Stream.of(type) : Arrays.stream(below).flatMap(OutcomeTest::types);
  }

  /** An event without values: only its type matters. */
  private static DomainEvent make(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(types).map(it -> it == int.class ? (Object) 0 : null).toArray();
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return (DomainEvent) constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
