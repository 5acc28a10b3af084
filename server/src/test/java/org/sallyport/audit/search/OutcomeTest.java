package org.sallyport.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  @Test
  void everyListedTypeExists() {
    assertThat(AuditKinds.byArea().values().stream().flatMap(List::stream))
        .containsAll(Outcome.listed());
  }

  @Test
  void noRefusalCountsAsDone() {
    assertThat(AuditKinds.byArea().values().stream().flatMap(List::stream))
        .filteredOn(type -> type.endsWith("Refused") || type.endsWith("Locked"))
        .noneMatch(type -> Outcome.of(type) == Outcome.SUCCESS);
  }
}
