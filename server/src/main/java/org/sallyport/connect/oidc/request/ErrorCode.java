package org.sallyport.connect.oidc.request;

import java.util.Locale;

/** What an application is told if its request is refused (RFC 6749, OpenID Connect Core). */
enum ErrorCode {
  INVALID_REQUEST(
      "A parameter is missing, wrong or too long; code_challenge with code_challenge_method=S256 is"
          + " required"),
  INVALID_SCOPE("scope needs openid, and may have only what is registered for the application"),
  UNSUPPORTED_RESPONSE_TYPE("response_type has to be code"),
  REQUEST_NOT_SUPPORTED("The parameter request is not supported"),
  ACCESS_DENIED("The person has none of the application's roles or groups, or went back"),
  LOGIN_REQUIRED,
  INTERACTION_REQUIRED,
  CONSENT_REQUIRED,
  ACCOUNT_SELECTION_REQUIRED,
  UNMET_AUTHENTICATION_REQUIREMENTS("The account has no factor of the strength that is asked for");

  private final String cause;

  ErrorCode() {
    this("");
  }

  ErrorCode(String cause) {
    this.cause = cause;
  }

  /** For the application's log: what its operator can mend; empty if the code says all. */
  String cause() {
    return cause;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
