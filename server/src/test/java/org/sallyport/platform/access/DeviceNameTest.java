package org.sallyport.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class DeviceNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36 | Chrome on Linux",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0 | Firefox on Windows",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Mobile Safari/537.36 | Chrome on Android",
        "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Mobile Safari/537.36 | Pixel 9",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1 | iPhone",
        "<b>nothing known</b> | ''"
      })
  void saysWhatTheUserAgentTells(String userAgent, String name) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("User-Agent", userAgent);
    assertThat(DeviceName.of(request)).isEqualTo(name);
  }

  @Test
  void saysTheModelThatTheBrowserTells() {
    assertThat(DeviceName.of(hinted("\"Pixel 9\""))).isEqualTo("Pixel 9");
    assertThat(DeviceName.of(hinted("\"\""))).isEqualTo("Chrome on Android");
    assertThat(DeviceName.of(hinted("\"http://evil.example/\""))).isEqualTo("Chrome on Android");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2201117TG",
        "22101316G",
        "21081111RG",
        "Nokia 8.1",
        "moto g(7) power",
        "SM.bad",
        "1234567",
        "123456",
        "Tab 12 34 567"
      })
  void proposesOnlyWhatItTakesWithANumberBehindItToo(String model) {
    assertThat(DeviceName.of(hinted('"' + model + '"')))
        .isIn(model, "Chrome on Android")
        .matches(InertText::is)
        .matches(name -> InertText.is(name + " 2"));
  }

  @Test
  void aModelWithDigitsIsNoTelephoneNumber() {
    assertThat(DeviceName.of(hinted("\"2201117TG\""))).isEqualTo("2201117TG");
    assertThat(DeviceName.of(hinted("\"1234567\""))).isEqualTo("Chrome on Android");
  }

  private static MockHttpServletRequest hinted(String model) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("User-Agent", "Mozilla/5.0 (Linux; Android 10; K) Chrome/145.0.0.0 Mobile");
    request.addHeader(DeviceName.MODEL, model);
    return request;
  }
}
