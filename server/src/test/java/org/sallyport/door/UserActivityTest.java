package org.sallyport.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class UserActivityTest {
  @ParameterizedTest
  @CsvSource({
    "GET, /studies, navigate, true",
    "GET, /studies, , true",
    "POST, /settings/email, navigate, true",
    "POST, /settings/email, , true",
    "POST, /login/with-passkey/options, cors, true",
    "GET, /studies, cors, false",
    "GET, /studies, no-cors, false",
    "GET, /design/base.css, no-cors, false",
    "GET, /dicom-web/studies/1.2/series, navigate, false",
    "GET, /studies/1.2/series/1.2.3/preview, , false",
    "GET, /settings/devices/link/app/state, , false",
    "GET, /settings/confirm/wait, , false"
  })
  void isWhatAPersonOpensOrSends(String method, String path, String mode, boolean use) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    if (mode != null) {
      request.addHeader("Sec-Fetch-Mode", mode);
    }
    assertThat(UserActivity.isBy(request)).isEqualTo(use);
  }
}
