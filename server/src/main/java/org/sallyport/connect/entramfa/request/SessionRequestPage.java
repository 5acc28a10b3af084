package org.sallyport.connect.entramfa.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * A request of Microsoft in a browser that has a session: it is kept, and confirms the request by a
 * form only, after its second factor was given anew or, if the settings allow that, lately.
 */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class SessionRequestPage {
  private final FactorRequests requests;
  private final RequestSteps steps;
  private final RequestViews views;
  private final AccountChanges changes;
  private final ChangeAnswers changeAnswers;
  private final SessionTermination termination;

  /** Where the step-up leads: the request for which the session was asked. */
  @GetMapping(FactorRequestPage.PATH)
  String latest(@AuthenticationPrincipal Visitor visitor) {
    return requests.of(visitor.signIn()).map(SessionRequestPage::page).orElse("redirect:/");
  }

  /** Confirms the request, after the second factor. */
  @PostMapping(FactorRequestPage.PATH + "/{id}/confirm")
  String confirm(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    RequestViews.Exchange exchange = new RequestViews.Exchange(visitor, request, response, model);
    return views.with(id, exchange, it -> confirm(visitor, it, exchange));
  }

  private String confirm(Visitor visitor, StoredRequest stored, RequestViews.Exchange exchange) {
    Optional<Step> step = steps.confirm(stored, views.arrival(exchange));
    if (step.isPresent()) {
      return views.show(step.get(), exchange);
    }
    if (!requests.ask(stored.id(), visitor.signIn())) {
      return views.show(new Step.Over(), exchange);
    }
    return changeAnswers.answer(
        changes.challenge(visitor, Change.EXTERNAL_MFA, Origin.of(exchange.request())),
        visitor,
        Change.EXTERNAL_MFA,
        exchange.response(),
        exchange.model());
  }

  /** Signs out, and goes on with the account of the request. */
  @PostMapping(FactorRequestPage.PATH + "/{id}/other")
  String other(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    RequestViews.Exchange exchange = new RequestViews.Exchange(visitor, request, response, model);
    return views.with(
        id,
        exchange,
        it -> {
          termination.end(visitor.account(), visitor.signIn(), "signed out", Origin.of(request));
          SignInCookies.remove(response);
          return page(it.id());
        });
  }

  private static String page(UUID id) {
    return "redirect:" + FactorRequestPage.PATH + "/" + id;
  }
}
