package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.platform.messages.Language;

class ChangeTest {
  /** Events hold its key; a mail and an SMS must not. */
  @ParameterizedTest
  @EnumSource(Change.class)
  void hasANameInEveryLanguage(Change change) {
    for (Language language : Language.translated()) {
      assertThat(language.<String>compose(change::title)).isNotBlank().doesNotContain("_", ".");
    }
  }
}
