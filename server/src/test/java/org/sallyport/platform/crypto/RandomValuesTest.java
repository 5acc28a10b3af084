package org.sallyport.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RandomValuesTest {
  private final RandomValues random = new RandomValues(Clock.systemUTC());

  @Nested
  class Rule1_SixDigits {
    @Test
    void keepTheirLeadingZerosAndAreAsciiUnderAnyLocale() {
      Locale before = Locale.getDefault();
      try {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        for (int i = 0; i < 10_000; i++) {
          assertThat(random.digits(6)).matches("[0-9]{6}");
        }
      } finally {
        Locale.setDefault(before);
      }
    }

    /** Chi-square with 99 degrees of freedom: above 181 with a chance of one in a million. */
    @Test
    void B10_areUniformInEveryPair() {
      int[][] counts = new int[3][100];
      int drawn = 100_000;
      for (int i = 0; i < drawn; i++) {
        String code = random.digits(6);
        for (int pair = 0; pair < 3; pair++) {
          counts[pair][Integer.parseInt(code.substring(2 * pair, 2 * pair + 2))]++;
        }
      }
      for (int[] pair : counts) {
        double chiSquare = 0;
        for (int count : pair) {
          chiSquare += Math.pow(count - drawn / 100.0, 2) / (drawn / 100.0);
        }
        assertThat(chiSquare).isBetween(30.0, 181.0);
      }
    }
  }

  @Test
  void B10_tokensHave256BitsAndNeverRepeat() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String token = random.token();
      assertThat(token).matches("[A-Za-z0-9_-]{43}");
      assertThat(seen.add(token)).isTrue();
    }
  }

  @Test
  void aTagHasNoLetterOrDigitThatIsEasilyTakenForAnother() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(random.tag()).matches("[ABCDEFGHJKMNPRTWXY][2346789]");
    }
  }
}
