package org.sallyport.secondfactor;

import org.jspecify.annotations.Nullable;

/** What a person needs to link something, as its page shows it. */
public sealed interface EnrollmentPrompt {

  /**
   * A shared secret for an authenticator app, confirmed by a code of it.
   *
   * @param uri for the QR code (otpauth, as apps read it)
   * @param secret to be typed where nothing can be scanned: base32 in groups of four
   */
  record BySecret(String uri, String secret) implements EnrollmentPrompt {
    @Override
    public String toString() {
      return "BySecret";
    }
  }

  /**
   * A key pair that the browser, or a key at it, makes and keeps; confirmed by what it answers.
   *
   * @param options for navigator.credentials.create, as JSON (WebAuthn, section 5.4)
   */
  record ByCredential(String options) implements EnrollmentPrompt {}

  /**
   * A secret for our own app: the phone spends it and says its name, which the person confirms.
   *
   * @param uri for the QR code; empty once the secret is spent
   * @param secret to be typed where nothing can be scanned: base32 in groups of four
   * @param phone the phone that spent it; null as long as none has
   */
  record ByPhone(String uri, String secret, @Nullable Phone phone) implements EnrollmentPrompt {
    @Override
    public String toString() {
      return "ByPhone[" + phone + "]";
    }
  }

  /**
   * A phone that wants to be linked.
   *
   * @param id to be sent back, so that this one is confirmed and no other
   * @param name as it calls itself
   */
  record Phone(String id, String name) {}
}
