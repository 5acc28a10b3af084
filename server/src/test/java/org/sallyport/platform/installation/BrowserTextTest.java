package org.sallyport.platform.installation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.platform.messages.Language;

class BrowserTextTest {
  @ParameterizedTest
  @CsvSource({
    "Firefox 140 on Linux,Firefox 140 op Linux",
    "unknown browser,onbekende browser",
    "unknown browser on iPad,onbekende browser op iPad",
    "Chrome 140,Chrome 140",
    "the VPN by fw1,the VPN by fw1",
    "Office on the hill,Office on the hill"
  })
  void isWordedInTheReadersLanguage(String stored, String dutch) {
    assertThat(Language.DUTCH.<String>compose(() -> BrowserText.of(stored))).isEqualTo(dutch);
    assertThat(Language.ENGLISH.<String>compose(() -> BrowserText.of(stored))).isEqualTo(stored);
  }
}
