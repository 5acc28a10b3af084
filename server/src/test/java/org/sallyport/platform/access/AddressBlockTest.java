package org.sallyport.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBlockTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "::ffff:192.0.2.7, 192.0.2.7",
    "::ffff:c000:207, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8:1:2::, 2001:db8:1:2::/64",
    "2001:db8:1:0:ffff::1, 2001:db8:1::/64",
    "::1, ::/64",
    "fe80::1%eth0, fe80::/64",
    "local, local",
    "'', ''"
  })
  void anAddressIsCountedAsItsNetwork(String address, String network) {
    assertThat(AddressBlock.of(address).network()).isEqualTo(network);
  }

  @Test
  void neighbouringNetworksOfASiteAreTwoBlocksWithOneSite() {
    AddressBlock one = AddressBlock.of("2001:db8:1:2::1");
    AddressBlock other = AddressBlock.of("2001:db8:1:ffff::1");
    assertThat(one.network()).isNotEqualTo(other.network());
    assertThat(one.site()).isEqualTo(other.site()).isEqualTo("2001:db8:1::/48");
    assertThat(AddressBlock.of("2001:db8:2::1").site()).isNotEqualTo(one.site());
  }

  @Test
  void noAddressOfIpv4HasASite() {
    assertThat(AddressBlock.of("192.0.2.7").site()).isNull();
    assertThat(AddressBlock.of("::ffff:192.0.2.7").site()).isNull();
  }
}
