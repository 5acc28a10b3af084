package org.sallyport.connect.entramfa.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.entramfa.EntraMfaMetrics;
import org.sallyport.connect.entramfa.EntraMfaMetrics.Outcome;
import org.sallyport.connect.entramfa.Tenant;
import org.sallyport.connect.entramfa.Tenants;
import org.sallyport.connect.oidc.RequestLimit;
import org.sallyport.gate.federation.FederatedAccounts;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The authorization endpoint of a tenant. Microsoft's form is of another site, so the browser sends
 * no cookie with it: the request is stored, and shown when the browser comes back by a link.
 */
@Controller
@ForAnyone
@RequiredArgsConstructor
class MicrosoftFormPage {
  private static final Logger LOG = LoggerFactory.getLogger(MicrosoftFormPage.class);

  private final Tenants tenants;
  private final FactorRequests requests;
  private final RequestLimit limit;
  private final FederatedAccounts accounts;
  private final EntraMfaMetrics metrics;

  @PostMapping(Tenant.PATH + "/{name}/authorize")
  @Nullable String ask(
      @PathVariable String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Tenant> tenant = tenants.find(name);
    if (tenant.isEmpty()) {
      return explain(HttpStatus.NOT_FOUND, "unknown", response, model);
    }
    return limit.take(request)
        ? ask(tenant.get(), request, response, model)
        : RequestLimit.tooMany(response);
  }

  private String ask(
      Tenant tenant, HttpServletRequest request, HttpServletResponse response, Model model) {
    Origin origin = Origin.withoutSession(request);
    return switch (RequestReader.read(tenant, request)) {
      case RequestReader.Read.NotTrusted(String check) -> {
        metrics.count(Outcome.NOT_TRUSTED);
        accounts.refused(null, tenant.issuer(), "external MFA: " + check, origin);
        yield explain(HttpStatus.BAD_REQUEST, "not-trusted", response, model);
      }
      case RequestReader.Read.Away(String why) -> {
        LOG.warn("the keys of {} cannot be read: {}", tenant.name(), why);
        metrics.count(Outcome.AWAY);
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        yield explain(HttpStatus.SERVICE_UNAVAILABLE, "away", response, model);
      }
      case RequestReader.Read.Wrong wrong -> {
        metrics.count(Outcome.REFUSED);
        accounts.refused(null, tenant.issuer(), "external MFA: " + wrong.reason(), origin);
        yield AnswerForm.refused(tenant, wrong.error(), wrong.state(), response, model);
      }
      case RequestReader.Read.Right right ->
          taken(requests.add(tenant.name(), right.hint(), right.asked()), response, model);
    };
  }

  private String taken(Optional<UUID> id, HttpServletResponse response, Model model) {
    metrics.count(id.isPresent() ? Outcome.TAKEN : Outcome.REPEATED);
    if (id.isEmpty()) {
      return explain(HttpStatus.CONFLICT, "repeated", response, model);
    }
    return "redirect:" + FactorRequestPage.PATH + "/" + id.get();
  }

  private static String explain(
      HttpStatus status, String key, HttpServletResponse response, Model model) {
    response.setStatus(status.value());
    return RequestViews.message(key, model);
  }
}
