package org.sallyport.secondfactor;

/** What a person needs to link something, as its page shows it. */
public sealed interface Linking {

  /**
   * A shared secret for an authenticator app, confirmed by a code of it.
   *
   * @param uri for the QR code (otpauth, as apps read it)
   * @param secret to be typed where nothing can be scanned: base32 in groups of four
   */
  record BySecret(String uri, String secret) implements Linking {
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
  record ByCredential(String options) implements Linking {}
}
