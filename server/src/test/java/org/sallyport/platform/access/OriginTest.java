package org.sallyport.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "0:0:0:0:0:0:0:1, ::1",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:db8::1, 2001:db8::1",
    "203.0.113.24, 203.0.113.24"
  })
  void anAddressIsWrittenShort(String seen, String written) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(seen);
    assertThat(Origin.of(request).address()).isEqualTo(written);
  }
}
