package org.sallyport.connect.oidc.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.ClientStore;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Leads on to the application after a first sign-in, which ended on the page of devices. */
@ControllerAdvice
@RequiredArgsConstructor
class WaitingRequestAdvice {
  private static final String DEVICES = "/settings/devices";

  private final SignIns signIns;
  private final AuthorizationRequests requests;
  private final ClientStore clients;
  private final List<WaitingApplications> others;

  /** Null if none waits. */
  @ModelAttribute("waitingApplication")
  WaitingApplications.@Nullable Waiting waiting(
      @AuthenticationPrincipal @Nullable Visitor visitor, HttpServletRequest request) {
    if (visitor == null || !request.getServletPath().equals(DEVICES)) {
      return null;
    }
    return signIns.find(visitor.signIn()).map(SignIn::landing).flatMap(this::waiting).orElse(null);
  }

  private Optional<WaitingApplications.Waiting> waiting(String landing) {
    Optional<UUID> request = WaitingApplications.request(landing, RequestPage.PATH + "/");
    return request.isPresent()
        ? waiting(landing, request.get())
        : others.stream().flatMap(it -> it.waiting(landing).stream()).findFirst();
  }

  private Optional<WaitingApplications.Waiting> waiting(String page, UUID id) {
    return requests
        .find(id)
        .filter(it -> it.answeredAt() == null)
        .flatMap(it -> clients.find(it.client()))
        .filter(Client::isEnabled)
        .map(client -> new WaitingApplications.Waiting(client.name(), page));
  }
}
