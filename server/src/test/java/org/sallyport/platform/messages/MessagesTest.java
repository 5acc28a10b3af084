package org.sallyport.platform.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.installation.DurationText;

class MessagesTest {
  @Test
  void chooseTheFormThatBelongsToANumber() {
    assertThat(Messages.text("common.minutes", 1)).isEqualTo("1 minute");
    assertThat(Messages.text("common.minutes", 0)).isEqualTo("0 minutes");
    assertThat(DurationText.toWait(91)).isEqualTo("2 minutes");
  }

  @Test
  void refuseAKeyThatIsInNoBundle() {
    assertThatThrownBy(() -> Messages.text("common.no-such-key"))
        .isInstanceOf(MissingResourceException.class);
    assertThatThrownBy(() -> Messages.text("no-such-area.key"))
        .isInstanceOf(MissingResourceException.class);
    assertThatThrownBy(() -> Messages.text("without-area"))
        .isInstanceOf(MissingResourceException.class);
  }

  @Test
  void showAStoredValueAsItIsIfItHasNoMessage() {
    assertThat(Messages.textOr("common.continue", "stored")).isEqualTo("Continue");
    assertThat(Messages.textOr("common.no-such-key", "stored")).isEqualTo("stored");
  }

  @Test
  void areWordedForTheirAudience() {
    assertThat(Audience.PATIENTS.address(() -> Messages.text("studies.list.study")))
        .isEqualTo("Examination");
    assertThat(Audience.PATIENTS.address(() -> Messages.text("studies.list.date")))
        .isEqualTo(Messages.text("studies.list.date"));
    assertThat(Messages.text("studies.list.study")).isEqualTo("Study");
  }

  @Test
  void insertTextsAsTheyAreAndFormatNumbers() {
    assertThat(Messages.text("signin.landing.spare", "{0} 'x' $1"))
        .startsWith("You used {0} 'x' $1. ");
    assertThat(Messages.text("signin.landing.spare", 12_000)).startsWith("You used 12,000. ");
    assertThat(Messages.text("signin.landing.spare")).startsWith("You used {0}. ");
  }
}
