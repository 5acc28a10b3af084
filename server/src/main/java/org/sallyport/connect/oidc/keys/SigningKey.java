package org.sallyport.connect.oidc.keys;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;

/**
 * A key pair that signs ID tokens.
 *
 * @param key with its private part
 */
record SigningKey(RSAKey key, Instant signsFrom) {
  @Override
  public String toString() {
    return "SigningKey[" + key.getKeyID() + ", " + signsFrom + "]";
  }
}
