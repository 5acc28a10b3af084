package org.sallyport.connect.entramfa.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.entramfa.Tenant;
import org.sallyport.connect.entramfa.Tenants;
import org.sallyport.gate.federation.FederatedAccounts;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.ids.AccountId;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The page of one request of Microsoft. Without a session it begins an attempt, whose pages are
 * those of a sign-in and lead back here; a session of the same account is asked ({@link
 * SessionRequestPage}). Then it leads back to Microsoft.
 */
@Controller
@ForAnyone
@RequiredArgsConstructor
class FactorRequestPage {
  static final String PATH = "/mfa/request";

  private final Tenants tenants;
  private final FactorRequests requests;
  private final RequestSteps steps;
  private final RequestViews views;
  private final FederatedAccounts accounts;
  private final SessionTermination termination;

  @GetMapping(PATH + "/{id}")
  String page(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    RequestViews.Exchange exchange = new RequestViews.Exchange(visitor, request, response, model);
    return views.with(
        id, exchange, it -> views.show(steps.next(it, views.arrival(exchange)), exchange));
  }

  /** Goes back to Microsoft without the factor. */
  @PostMapping(PATH + "/{id}/cancel")
  String cancel(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    RequestViews.Exchange exchange = new RequestViews.Exchange(visitor, request, response, model);
    return views.with(id, exchange, it -> cancel(it, exchange));
  }

  private String cancel(StoredRequest stored, RequestViews.Exchange exchange) {
    Optional<Tenant> tenant = tenants.find(stored.tenant());
    if (tenant.isEmpty() || !requests.answer(stored.id())) {
      return views.show(new Step.Over(), exchange);
    }
    Origin origin = Origin.of(exchange.request());
    Optional<AccountId> account = accounts.of(tenant.get().issuer(), stored.asked().subject());
    accounts.refused(
        account.orElse(null), tenant.get().issuer(), "external MFA: cancelled", origin);
    Visitor visitor = exchange.visitor();
    if (visitor != null && visitor.signIn().equals(stored.attempt())) {
      termination.end(visitor.account(), visitor.signIn(), "started again", origin);
      SignInCookies.remove(exchange.response());
    }
    return views.refuse(tenant.get(), stored, exchange);
  }
}
