package org.sallyport.gate.federation.protocol;

/** An issuer does not answer, or not as the specification says. */
public final class IssuerUnreachable extends Exception {
  private static final long serialVersionUID = 1L;

  IssuerUnreachable(String message) {
    super(message);
  }

  IssuerUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
