package org.sallyport.connect.oidc.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.ClientStore;
import org.sallyport.connect.oidc.clients.RedirectAddresses;
import org.springframework.stereotype.Component;

/**
 * Reads an authorization request. Until its client and address are known to be right, nobody is
 * redirected anywhere.
 */
@Component
@RequiredArgsConstructor
class RequestReader {
  private static final String PUSHED = "urn:ietf:params:oauth:request_uri:";

  private final ClientStore clients;
  private final AuthorizationRequests store;

  /** What a request turned out to be. */
  sealed interface Read {}

  /** A request that is answered by a page of ours: its client or its address is not known. */
  record Unknown(Reason reason) implements Read {}

  /** Why a request is answered by a page of ours. */
  enum Reason {
    CLIENT,
    ADDRESS,
    REPEATED,
    PUSHED
  }

  /** A request whose client gets an error. */
  record Wrong(Parameters parameters, ErrorCode error) implements Read {}

  /** A request that can be taken. */
  record Right(Client client, Parameters parameters) implements Read {}

  Read read(HttpServletRequest request) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : Parameters.READ) {
      @Nullable String[] all = request.getParameterValues(name);
      if (all != null && all.length > 1) {
        return new Unknown(Reason.REPEATED);
      }
      if (all != null && all[0] != null && !all[0].isEmpty()) {
        values.put(name, all[0]);
      }
    }
    return read(new Parameters(values));
  }

  private Read read(Parameters given) {
    Optional<Client> client = clients.find(given.clientId()).filter(Client::isEnabled);
    if (client.isEmpty()) {
      return new Unknown(Reason.CLIENT);
    }
    @Nullable String reference = given.get("request_uri");
    if (reference == null) {
      return check(client.get(), given);
    }
    return Optional.of(reference)
        .filter(it -> it.startsWith(PUSHED))
        .flatMap(it -> store.takePushed(client.get(), it.substring(PUSHED.length())))
        .map(it -> check(client.get(), it))
        .orElseGet(() -> new Unknown(Reason.PUSHED));
  }

  private static Read check(Client client, Parameters parameters) {
    @Nullable String address = parameters.get("redirect_uri");
    if (address == null || !RedirectAddresses.isOf(client, address)) {
      return new Unknown(Reason.ADDRESS);
    }
    return parameters
        .objection(client)
        .<Read>map(error -> new Wrong(parameters, error))
        .orElseGet(() -> new Right(client, parameters));
  }
}
