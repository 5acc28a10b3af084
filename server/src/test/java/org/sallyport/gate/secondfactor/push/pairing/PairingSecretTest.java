package org.sallyport.gate.secondfactor.push.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The app's test/pairing.test.ts contains the same values. */
class PairingSecretTest {
  @Test
  void eachGroupEndsWithItsCheck() {
    byte[] counted = new byte[15];
    for (int i = 0; i < counted.length; i++) {
      counted[i] = (byte) (i * 17);
    }
    assertThat(PairingSecret.of(counted)).isEqualTo("AAIQSEM62EKRVTHRPCEUZVK754ZQXPO7");
    assertThat(PairingSecret.of(new byte[15])).isEqualTo("AAAAAAA7AAA6AAA5AAA4AAA3AAA2AAAZ");
  }

  @Test
  void isReadHoweverItIsTyped() {
    assertThat(PairingSecret.read("aaaa-aaa7 AAA6 AAA5 AAA4 AAA3 AAA2 AAAZ"))
        .contains("AAAAAAA7AAA6AAA5AAA4AAA3AAA2AAAZ");
    assertThat(PairingSecret.read("AAAA")).isEmpty();
  }
}
