package org.sallyport.portal.studies.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.grants.AccessReason;

class LogWordsTest {
  /** Events hold the English word of a reason; readers of the log read their own. */
  @ParameterizedTest
  @EnumSource(AccessReason.Kind.class)
  void sayEachReasonInEveryLanguage(AccessReason.Kind kind) {
    String stored = new AccessReason(kind, 1, "", null, null, null, null, true, true).word();
    String key = "studies.log.why." + stored.replace(' ', '-');
    for (Language language : Language.translated()) {
      assertThat(language.<String>compose(() -> Messages.text(key))).isNotBlank();
    }
  }
}
