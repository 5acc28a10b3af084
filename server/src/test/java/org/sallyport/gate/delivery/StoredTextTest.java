package org.sallyport.gate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;

class StoredTextTest {
  private static final String REFUSED = StoredText.of("delivery.mail.refused", 550);

  @Test
  void isReadInTheLanguageOfEachReader() {
    assertThat(StoredText.read(REFUSED)).isEqualTo("The mail server refused the message (550).");
    assertThat(Language.DUTCH.<String>compose(() -> StoredText.read(REFUSED)))
        .isEqualTo(
            Language.DUTCH.<String>compose(() -> Messages.text("delivery.mail.refused", 550)))
        .contains("550")
        .isNotEqualTo(StoredText.read(REFUSED));
    assertThat(Language.DUTCH.<String>compose(() -> StoredText.forLog(REFUSED)))
        .isEqualTo(StoredText.read(REFUSED));
  }

  @Test
  void aTextThatWasStoredAsATextStaysAsItIs() {
    assertThat(StoredText.read("The mail server was away.")).isEqualTo("The mail server was away.");
    assertThat(StoredText.readOrNull(null)).isNull();
  }

  @Test
  void aKeyOfAnotherVersionEndsNoPage() {
    assertThat(StoredText.read(REFUSED.replace("refused", "reworded")))
        .isEqualTo("delivery.mail.reworded");
  }

  @Test
  void anUnknownKeyIsNotStored() {
    assertThatThrownBy(() -> StoredText.of("delivery.mail.reworded"))
        .isInstanceOf(MissingResourceException.class);
  }
}
