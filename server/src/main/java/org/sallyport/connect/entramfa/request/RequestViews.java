package org.sallyport.connect.entramfa.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.entramfa.EntraMfaMetrics;
import org.sallyport.connect.entramfa.EntraMfaMetrics.Outcome;
import org.sallyport.connect.entramfa.Tenant;
import org.sallyport.gate.federation.UpstreamCookie;
import org.sallyport.gate.signin.SignInProgress;
import org.sallyport.gate.signin.password.BegunSignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the pages of a request show. */
@Component
@RequiredArgsConstructor
class RequestViews {
  private final FactorRequests requests;
  private final UpstreamCookie cookie;
  private final BegunSignIns begunSignIns;
  private final SignInProgress progress;
  private final EntraMfaMetrics metrics;

  /** A request of a browser, and its answer. */
  record Exchange(
      @Nullable Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {}

  /** Shows a page for a request that this browser may answer, or says why it may not. */
  String with(UUID id, Exchange exchange, Function<StoredRequest, String> page) {
    String browser = cookie.renew(exchange.request(), exchange.response());
    return switch (requests.find(id, browser)) {
      case FactorRequests.Found.Open(StoredRequest stored) -> page.apply(stored);
      case FactorRequests.Found.Answered _ -> gone("answered", exchange);
      case FactorRequests.Found.Late _ -> gone("late", exchange);
      case FactorRequests.Found.NotYours _ -> gone("not-yours", exchange);
    };
  }

  RequestSteps.Arrival arrival(Exchange exchange) {
    return new RequestSteps.Arrival(
        exchange.visitor(),
        exchange.request().isUserInRole("SIGNED_IN"),
        username -> begunSignIns.browser(username, exchange.request()),
        Origin.of(exchange.request()));
  }

  String show(Step step, Exchange exchange) {
    return switch (step) {
      case Step.Confirm(Tenant tenant, StoredRequest request, String idToken) -> {
        metrics.count(Outcome.CONFIRMED);
        yield AnswerForm.confirmed(
            tenant, request.asked(), idToken, exchange.response(), exchange.model());
      }
      case Step.Refuse(Tenant tenant, StoredRequest request, Why why) ->
          refused(tenant, request, why, exchange);
      case Step.AskSession(Tenant tenant, StoredRequest request) ->
          question("confirm", tenant, request, exchange);
      case Step.OtherSession(Tenant tenant, StoredRequest request) ->
          question("other", tenant, request, exchange);
      case Step.Begin begin ->
          begunSignIns.goOn(
              exchange.visitor(),
              begin.begun(),
              begin.username(),
              exchange.request(),
              exchange.response());
      case Step.GoOn _ ->
          exchange.visitor() == null
              ? gone("late", exchange)
              : "redirect:" + progress.page(exchange.visitor());
      case Step.Over _ -> gone("answered", exchange);
    };
  }

  /** Leads back to Microsoft without the factor. */
  String refuse(Tenant tenant, StoredRequest request, Exchange exchange) {
    metrics.count(Outcome.REFUSED);
    return AnswerForm.refused(
        tenant,
        ErrorCode.ACCESS_DENIED,
        request.asked().state(),
        exchange.response(),
        exchange.model());
  }

  private static String refused(Tenant tenant, StoredRequest request, Why why, Exchange exchange) {
    exchange.response().setStatus(HttpStatus.FORBIDDEN.value());
    exchange
        .model()
        .addAttribute(
            "why",
            Messages.text("mfa.refused." + why.word(), tenant.title(), request.asked().subject()));
    return question("refused", tenant, request, exchange);
  }

  private static String question(
      String question, Tenant tenant, StoredRequest request, Exchange exchange) {
    Model model = exchange.model();
    model.addAttribute("tenantTitle", tenant.title());
    model.addAttribute("question", question);
    model.addAttribute("page", request.page());
    model.addAttribute(
        "username", exchange.visitor() == null ? null : exchange.visitor().username());
    return "mfa/request";
  }

  private static String gone(String key, Exchange exchange) {
    exchange.response().setStatus(HttpStatus.GONE.value());
    return message(key, exchange.model());
  }

  /** Says why nothing can be answered. */
  static String message(String key, Model model) {
    model.addAttribute("heading", Messages.text("mfa.void.heading"));
    model.addAttribute("lead", Messages.text("mfa.void." + key));
    model.addAttribute("alert", true);
    return "message";
  }
}
