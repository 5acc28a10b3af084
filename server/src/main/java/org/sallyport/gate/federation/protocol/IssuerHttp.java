package org.sallyport.gate.federation.protocol;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.sallyport.gate.federation.settings.IssuerProperties;
import org.sallyport.platform.http.AddressRule;
import org.sallyport.platform.http.HttpAnswer;
import org.sallyport.platform.http.OutgoingHttp;

/**
 * Asks an issuer over HTTP. Its addresses come from its metadata, so each is checked: encrypted,
 * and not of this same machine or of the link (unless the settings say so). A hospital's issuer may
 * well have a private address. An issuer that hangs holds up a few requests only.
 */
final class IssuerHttp implements AutoCloseable {
  /** Of an answer; the keys of Entra ID are about 20 kB. */
  private static final int MAX_BYTES = 512 * 1024;

  private static final int MAX_CONCURRENT = 16;
  private static final Map<String, String> JSON = Map.of("Accept", "application/json");

  private final boolean clearTextOnLoopback;
  private final OutgoingHttp http;

  IssuerHttp(IssuerProperties properties) throws GeneralSecurityException, IOException {
    this.clearTextOnLoopback = properties.clearTextOnLoopback();
    this.http =
        OutgoingHttp.within(properties.timeout())
            .addresses(
                clearTextOnLoopback
                    ? AddressRule.OTHER_MACHINES_OR_LOOPBACK
                    : AddressRule.OTHER_MACHINES)
            .maxBytes(MAX_BYTES)
            .maxConcurrent(MAX_CONCURRENT)
            .trusting(properties.caFile())
            .build();
  }

  private interface Request {
    HttpAnswer send() throws IOException;
  }

  HttpAnswer get(URI address) throws IssuerUnreachable {
    return send(address, () -> http.get(address, JSON));
  }

  /**
   * Sends a form.
   *
   * @param headers besides
   */
  HttpAnswer post(URI address, Map<String, String> form, Map<String, String> headers)
      throws IssuerUnreachable {
    Map<String, String> all = new HashMap<>(JSON);
    all.putAll(OutgoingHttp.FORM);
    all.putAll(headers);
    byte[] body = FormText.of(form).getBytes(StandardCharsets.UTF_8);
    return send(address, () -> http.post(address, all, body));
  }

  private HttpAnswer send(URI address, Request request) throws IssuerUnreachable {
    if (!IssuerProperties.isAllowed(address, clearTextOnLoopback)) {
      throw new IssuerUnreachable(address.getHost() + ": not an address that may be asked");
    }
    try {
      HttpAnswer answer = request.send();
      if (answer.isCut()) {
        throw new IOException("the answer is too long");
      }
      return answer;
    } catch (IOException e) {
      throw new IssuerUnreachable(address.getHost() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
