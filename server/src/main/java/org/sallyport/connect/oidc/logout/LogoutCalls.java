package org.sallyport.connect.oidc.logout;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.sallyport.platform.http.OutgoingHttp;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Tells an application that a session has ended: one POST to the address that an admin registered.
 * Nothing of the answer but its status is read.
 */
@Component
class LogoutCalls implements DisposableBean {
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private final OutgoingHttp http = OutgoingHttp.within(TIMEOUT).build();

  /** Whether the application took it. */
  boolean tell(String address, String token) {
    String form = "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    try {
      return http.post(
              URI.create(address), OutgoingHttp.FORM, form.getBytes(StandardCharsets.UTF_8))
          .isSuccess();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void destroy() {
    http.close();
  }
}
