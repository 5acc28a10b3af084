package org.sallyport.edge.web;

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
    "GET, /studies/1.2/objects/1.2.3/video, , false",
    "GET, /shared/studies/1.2/objects/1.2.3/video, navigate, false",
    "GET, /studies/1.2/objects/1.2.3/file, navigate, true",
    "GET, /settings/devices/link/app/state, , false",
    "GET, /settings/confirm/wait, , false",
    "GET, /settings/confirm?by-itself, navigate, false",
    "GET, /settings/confirm?by=other&by-itself, navigate, false",
    "POST, /settings/confirm?by-itself, navigate, false",
    "GET, /settings/phone/code?by-itself, navigate, false",
    "GET, /settings/devices/link/app?by-itself, navigate, false",
    "GET, /settings/devices?by-itself, navigate, false",
    "GET, /settings/confirm?by-itself-not, navigate, true",
    "GET, /studies?by-itself, navigate, false",
    "GET, /studies?q=x&by-itself, navigate, false",
    "GET, /studies/1.2.3?by-itself, navigate, false",
    "GET, /studies/1.2.3/view?series=1.2&by-itself, navigate, false",
    "GET, /studies/1.2.3/reports/1.2.4?by-itself, navigate, false",
    "GET, /shared/studies/1.2.3?by-itself, navigate, false",
    "GET, /studies/1.2.3, navigate, true",
    "GET, /studies/1.2.3?by-itself=x, navigate, true",
    "GET, /studies/1.2.3/access?by-itself, navigate, true",
    "GET, /studies/share?by-itself, navigate, true",
    "POST, /studies?by-itself, navigate, true",
    "POST, /settings/password?by-itself, navigate, true"
  })
  void isWhatAPersonOpensOrSends(String method, String path, String mode, boolean use) {
    String[] parts = path.split("\\?", 2);
    MockHttpServletRequest request = new MockHttpServletRequest(method, parts[0]);
    request.setQueryString(parts.length > 1 ? parts[1] : null);
    if (mode != null) {
      request.addHeader("Sec-Fetch-Mode", mode);
    }
    assertThat(UserActivity.isBy(request)).isEqualTo(use);
  }
}
