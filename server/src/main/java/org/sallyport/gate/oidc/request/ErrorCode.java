package org.sallyport.gate.oidc.request;

import java.util.Locale;

/** What an application is told if its request is refused (RFC 6749, OpenID Connect Core). */
enum ErrorCode {
  INVALID_REQUEST,
  INVALID_SCOPE,
  UNSUPPORTED_RESPONSE_TYPE,
  REQUEST_NOT_SUPPORTED,
  ACCESS_DENIED,
  LOGIN_REQUIRED,
  INTERACTION_REQUIRED,
  CONSENT_REQUIRED,
  ACCOUNT_SELECTION_REQUIRED,
  UNMET_AUTHENTICATION_REQUIREMENTS;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
