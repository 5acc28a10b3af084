package org.sallyport.gate.delivery.sms.ready;

import java.net.URI;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import org.sallyport.gate.delivery.sms.http.RequestHeaders;
import org.sallyport.platform.crypto.Digest;

/**
 * The signature of a request to OVHcloud: "$1$" and the SHA-1 of secret, consumer key, method,
 * address, body and time, with + between them. That is what its API demands; the connection is
 * encrypted besides.
 */
record OvhSignature(String key, String secret, String consumer, URI url, Clock clock)
    implements RequestHeaders {

  @Override
  public Map<String, String> of(String body) {
    String time = Long.toString(clock.instant().getEpochSecond());
    String signed = String.join("+", secret, consumer, "POST", url.toString(), body, time);
    return Map.of(
        "X-Ovh-Application", key,
        "X-Ovh-Consumer", consumer,
        "X-Ovh-Timestamp", time,
        "X-Ovh-Signature", "$1$" + HexFormat.of().formatHex(Digest.sha1(signed)));
  }

  /** Omits the secrets. */
  @Override
  public String toString() {
    return "OvhSignature";
  }
}
