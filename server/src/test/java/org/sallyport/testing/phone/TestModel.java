package org.sallyport.testing.phone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;

/** A model of authenticators whose maker attests it, by the certificates in passkey/roots.pem. */
public final class TestModel {
  /** The AAGUID in its certificate. */
  public static final UUID AAGUID = UUID.fromString("5a11790f-0a0b-4c0d-8e0f-000000000001");

  byte[] certificate() {
    return pem("/passkey/model.pem");
  }

  byte[] sign(byte[] data) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(pem("/passkey/model-key.pem")));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] pem(String resource) {
    try (InputStream file = TestModel.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.US_ASCII);
      return Base64.getMimeDecoder().decode(text.replaceAll("-----[^-]+-----", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
