package org.sallyport.gate.secondfactor.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebOriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://push.example/send/abc,     https://push.example",
    "https://push.example:443/send/abc, https://push.example",
    "https://push.example:8443/send,    https://push.example:8443",
    "http://localhost:80/x,             http://localhost",
    "http://localhost:8080,             http://localhost:8080",
  })
  void hasNoPathAndNoUsualPort(URI address, String origin) {
    assertThat(WebOrigin.of(address)).isEqualTo(origin);
  }
}
