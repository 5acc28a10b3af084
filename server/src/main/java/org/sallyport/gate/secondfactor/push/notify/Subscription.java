package org.sallyport.gate.secondfactor.push.notify;

import java.net.URI;
import java.util.Optional;
import org.sallyport.gate.secondfactor.push.pairing.Pairings;
import org.sallyport.platform.crypto.push.PushCipher;

/**
 * A push subscription (Push API): the endpoint and the keys for encrypting its messages.
 *
 * @param endpoint a capability URL: anyone who has it can notify the phone
 * @param p256dh the browser's public key, base64url
 * @param auth the browser's authentication secret, base64url
 */
record Subscription(String endpoint, String p256dh, String auth) {
  private static final int MAX_ENDPOINT_LENGTH = 2_000;

  Subscription {
    if (endpoint == null || p256dh == null || auth == null) {
      throw new IllegalArgumentException("something is missing");
    }
  }

  /** Whether it is well-formed. */
  boolean isWhole() {
    Optional<byte[]> key = Pairings.Binary.read(p256dh);
    Optional<byte[]> secret = Pairings.Binary.read(auth);
    return endpoint.length() <= MAX_ENDPOINT_LENGTH
        && key.isPresent()
        && secret.isPresent()
        && PushCipher.isSubscription(key.get(), secret.get());
  }

  URI uri() {
    return URI.create(endpoint);
  }

  @Override
  public String toString() {
    return "Subscription";
  }
}
