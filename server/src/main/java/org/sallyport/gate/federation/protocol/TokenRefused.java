package org.sallyport.gate.federation.protocol;

/**
 * A token that does not prove what it should; the message says which check failed, in a word or
 * two.
 */
final class TokenRefused extends Exception {
  private static final long serialVersionUID = 1L;

  TokenRefused(String check) {
    super(check);
  }

  TokenRefused(String check, Throwable cause) {
    super(check, cause);
  }

  /** Which check failed. */
  String check() {
    return String.valueOf(getMessage());
  }
}
