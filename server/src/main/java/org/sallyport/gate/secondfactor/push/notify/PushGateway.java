package org.sallyport.gate.secondfactor.push.notify;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.platform.http.OutgoingHttp;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sends one POST to a push service. Only the status of the response is read. */
@Component
class PushGateway implements DisposableBean {
  private final PushServices services;
  private final OutgoingHttp http;

  PushGateway(PushServices services, PushProperties properties) {
    this.services = services;
    this.http =
        OutgoingHttp.within(properties.timeout())
            .addresses(services.addresses())
            .maxConcurrent(PushNotifier.MAX_CONNECTIONS)
            .build();
  }

  /**
   * Sends the message and returns the status of the response.
   *
   * @throws IOException if the service is not allowed, or did not answer by the deadline
   */
  int post(URI endpoint, Map<String, String> headers, byte[] body) throws IOException {
    if (services.refusal(endpoint).isPresent()) {
      throw new IOException("the push service is not one that may be asked");
    }
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/octet-stream");
    all.put("Content-Encoding", "aes128gcm");
    return http.post(endpoint, all, body).status();
  }

  @Override
  public void destroy() {
    http.close();
  }
}
