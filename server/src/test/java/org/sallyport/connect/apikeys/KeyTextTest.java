package org.sallyport.connect.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.crypto.TestSecrets;
import org.sallyport.platform.installation.AddressRange;

class KeyTextTest {
  @Test
  void aKeyIsRecognisedByItsPrefixAndItsChecksum() {
    String text = KeyText.make(new TestSecrets().randomValues(Clock.systemUTC()));
    assertThat(text).matches("sallyport_[0-9A-Za-z]{49}");
    assertThat(KeyText.isOne(text)).isTrue();
  }

  @Test
  void aMistypedKeyIsNone() {
    String text = KeyText.make(new TestSecrets().randomValues(Clock.systemUTC()));
    char other = text.charAt(20) == 'a' ? 'b' : 'a';
    assertThat(KeyText.isOne(text.substring(0, 20) + other + text.substring(21))).isFalse();
    assertThat(KeyText.isOne(text + "0")).isFalse();
    assertThat(KeyText.isOne("x" + text.substring(1))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.20.0.0/16, 10.20.255.1, true",
    "10.20.0.0/16, 10.21.0.1, false",
    "10.20.30.40/16, 10.20.1.1, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "192.0.2.0/25, 192.0.2.127, true",
    "192.0.2.0/25, 192.0.2.128, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 203.0.113.9, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "192.0.2.0/24, ::ffff:192.0.2.9, true",
    "fe80::/10, fe80::1%eth0, true"
  })
  void anAddressIsInANetworkByItsFirstBits(String network, String address, boolean isIn) {
    assertThat(AddressRange.of(network).orElseThrow().has(address)).isEqualTo(isIn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host.example", "10.20.0.0/33", "::/129", "10.1/16", "1.2.3.4/", "::g", "/8"})
  void whatIsNoNetworkIsNone(String typed) {
    assertThat(AddressRange.of(typed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10.20.30.40/16, 10.20.0.0/16", "2001:DB8:0::1/32, 2001:db8::/32", "::1, ::1/128"})
  void aNetworkIsKeptInItsShortForm(String typed, String kept) {
    assertThat(AddressRange.of(typed).orElseThrow()).hasToString(kept);
  }
}
