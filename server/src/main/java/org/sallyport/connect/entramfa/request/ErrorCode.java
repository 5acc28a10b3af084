package org.sallyport.connect.entramfa.request;

import java.util.Locale;

/** What Microsoft is told if the factor was not given (OpenID Connect Core 3.1.2.6). */
enum ErrorCode {
  INVALID_REQUEST,
  ACCESS_DENIED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
