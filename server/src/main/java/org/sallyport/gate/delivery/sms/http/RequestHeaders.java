package org.sallyport.gate.delivery.sms.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** By which headers a request shows from whom it is. */
@FunctionalInterface
public interface RequestHeaders {

  /** The headers of a request with a body, which may be signed. */
  Map<String, String> of(String body);

  /** No header. */
  static RequestHeaders none() {
    return body -> Map.of();
  }

  /** {@code Authorization} with a scheme and a value, for example Bearer and a token. */
  static RequestHeaders authorization(String scheme, String value) {
    Map<String, String> headers = Map.of("Authorization", scheme + " " + value);
    return body -> headers;
  }

  /** Basic authentication (RFC 7617) in UTF-8. */
  static RequestHeaders basic(String username, String password) {
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return authorization("Basic", Base64.getEncoder().encodeToString(both));
  }
}
