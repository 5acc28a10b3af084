package org.sallyport.gate.secondfactor.enrollment;

import org.jspecify.annotations.Nullable;

/** What a page shows for enrolling a device. */
public sealed interface EnrollmentPrompt {

  /**
   * A shared secret for an authenticator app, confirmed by one of its codes.
   *
   * @param uri for the QR code (otpauth URI)
   * @param secret for typing if the QR code cannot be scanned: base32 in groups of four
   */
  record BySecret(String uri, String secret) implements EnrollmentPrompt {
    @Override
    public String toString() {
      return "BySecret";
    }
  }

  /**
   * A key pair that the browser or a security key creates and keeps; confirmed by its response.
   *
   * @param options for navigator.credentials.create, as JSON (WebAuthn, section 5.4)
   */
  record ByCredential(String options) implements EnrollmentPrompt {}

  /**
   * A secret for our own app: the phone redeems it and sends its name, which the person confirms.
   *
   * @param uri for the QR code; empty once the secret is redeemed
   * @param secret for typing if the QR code cannot be scanned: base32 in groups of four
   * @param phone the phone that redeemed it; null until one has
   */
  record ByPhone(String uri, String secret, @Nullable Phone phone) implements EnrollmentPrompt {
    @Override
    public String toString() {
      return "ByPhone[" + phone + "]";
    }
  }

  /**
   * A phone that asks to be linked.
   *
   * @param id sent back with the confirmation, so that exactly this phone is confirmed
   * @param name the phone's name for itself
   */
  record Phone(String id, String name) {}
}
