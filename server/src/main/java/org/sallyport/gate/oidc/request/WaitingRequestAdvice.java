package org.sallyport.gate.oidc.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.oidc.clients.Client;
import org.sallyport.gate.oidc.clients.ClientStore;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Leads on to the application after a first sign-in, which ended on the page of devices. */
@ControllerAdvice
class WaitingRequestAdvice {
  private static final String DEVICES = "/settings/devices";

  private final SignIns signIns;
  private final AuthorizationRequests requests;
  private final ClientStore clients;

  WaitingRequestAdvice(SignIns signIns, AuthorizationRequests requests, ClientStore clients) {
    this.signIns = signIns;
    this.requests = requests;
    this.clients = clients;
  }

  /**
   * The application that waits.
   *
   * @param application its name
   */
  record Waiting(String application, String page) {}

  /** Null if none waits. */
  @ModelAttribute("waitingApplication")
  @Nullable Waiting waiting(
      @AuthenticationPrincipal @Nullable Visitor visitor, HttpServletRequest request) {
    if (visitor == null || !request.getServletPath().equals(DEVICES)) {
      return null;
    }
    String start = RequestPage.PATH + "/";
    return signIns
        .find(visitor.signIn())
        .map(SignIn::landing)
        .filter(it -> it.startsWith(start))
        .flatMap(it -> waiting(it, it.substring(start.length())))
        .orElse(null);
  }

  private Optional<Waiting> waiting(String page, String id) {
    return requests
        .find(UUID.fromString(id))
        .filter(it -> it.answeredAt() == null)
        .flatMap(it -> clients.find(it.client()))
        .filter(Client::isEnabled)
        .map(client -> new Waiting(client.name(), page));
  }
}
