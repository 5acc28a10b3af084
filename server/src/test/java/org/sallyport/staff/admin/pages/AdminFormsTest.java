package org.sallyport.staff.admin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.imports.ImportProperties;

class AdminFormsTest {
  private static ImportProperties contactDelay(Duration delay) {
    return new ImportProperties(delay, 2000, 200);
  }

  @Test
  void theWaitOfAChangedContactIsTheSetOne() {
    assertThat(AdminForms.contactWait(contactDelay(Duration.ofHours(24)))).isEqualTo("1 day");
    assertThat(AdminForms.contactWait(contactDelay(Duration.ofHours(36)))).isEqualTo("36 hours");
  }

  @Test
  void aChangedContactThatReceivesCodesAtOnceHasNoWait() {
    assertThat(AdminForms.contactWait(contactDelay(Duration.ZERO))).isNull();
  }
}
