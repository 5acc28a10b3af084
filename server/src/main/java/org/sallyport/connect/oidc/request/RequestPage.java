package org.sallyport.connect.oidc.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The page of one request, where a sign-in leads: it asks for what the application needs (another
 * factor, the account, consent), then moves on to the application. It moves on by a page and not by
 * a redirect: the browser may have come here by a form, and then follows redirects to addresses of
 * this server only (the {@code form-action} of the content policy).
 */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class RequestPage {
  static final String PATH = "/oauth2/request";

  private final AuthorizationRequests store;
  private final RequestAnswers answers;
  private final AccountChanges changes;
  private final ChangeAnswers changeAnswers;
  private final SessionTermination sessions;

  /** Where the step-up leads: the request for which the session was asked. */
  @GetMapping(PATH)
  String latest(@AuthenticationPrincipal Visitor visitor) {
    return store.asked(visitor.signIn()).map(RequestPage::page).orElse("redirect:/");
  }

  @GetMapping(PATH + "/{id}")
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return answered(id, visitor, request, response, model);
  }

  private String answered(
      UUID id,
      Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<StoredRequest> stored = store.find(id);
    return stored.isEmpty()
        ? over(response, model)
        : show(answers.next(stored.get(), visitor, Origin.of(request)), visitor, response, model);
  }

  private static String show(
      RequestAnswers.Next next, Visitor visitor, HttpServletResponse response, Model model) {
    return switch (next) {
      case RequestAnswers.Leave it -> leave(it, model);
      case RequestAnswers.Over _ -> over(response, model);
      case RequestAnswers.Ask it -> ask(it, visitor, model);
    };
  }

  private static String leave(RequestAnswers.Leave leave, Model model) {
    model.addAttribute(
        "title",
        Messages.text(
            leave.granted() ? "oidc.leave.signed-in" : "oidc.leave.refused",
            leave.client().name()));
    model.addAttribute("address", leave.address());
    return "oidc/leave";
  }

  static String over(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.GONE.value());
    model.addAttribute("heading", Messages.text("oidc.over.heading"));
    model.addAttribute("lead", Messages.text("oidc.over.lead"));
    model.addAttribute("alert", false);
    model.addAttribute("linkHref", "/");
    model.addAttribute("linkText", Messages.text("oidc.over.portal"));
    return "message";
  }

  private static String ask(RequestAnswers.Ask ask, Visitor visitor, Model model) {
    Client client = ask.client();
    model.addAttribute("applicationName", client.name());
    model.addAttribute("username", visitor.username());
    model.addAttribute("page", PATH + "/" + ask.request().id());
    model.addAttribute("scopes", scopes(ask.request().parameters().scopes()));
    model.addAttribute("question", ask.question().word());
    return "oidc/request";
  }

  private static java.util.List<String> scopes(Set<String> scopes) {
    return scopes.stream().sorted().map(it -> Messages.text("oidc.scope." + it)).toList();
  }

  /** Asks for the second factor, and comes back. */
  @PostMapping(PATH + "/{id}/factor")
  String factor(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (store.find(id).isEmpty()) {
      return over(response, model);
    }
    store.ask(id, visitor.signIn());
    return changeAnswers.answer(
        changes.challenge(visitor, Change.APPLICATION, Origin.of(request)),
        visitor,
        Change.APPLICATION,
        response,
        model);
  }

  /** Goes on with this account. */
  @PostMapping(PATH + "/{id}/choose")
  String choose(@PathVariable UUID id) {
    store.choose(id);
    return page(id);
  }

  /** Signs out, and comes back with another account, or with this one anew. */
  @PostMapping(PATH + "/{id}/other")
  String other(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response) {
    sessions.end(visitor.account(), visitor.signIn(), "signed out", Origin.of(request));
    store.choose(id);
    SignInCookies.remove(response);
    return page(id);
  }

  /** Allows the application to read what it asks for. */
  @PostMapping(PATH + "/{id}/allow")
  String allow(
      @AuthenticationPrincipal Visitor visitor, @PathVariable UUID id, HttpServletRequest request) {
    store.find(id).ifPresent(it -> answers.allow(it, visitor, Origin.of(request)));
    return page(id);
  }

  /** Goes back to the application without signing in. */
  @PostMapping(PATH + "/{id}/refuse")
  String refuse(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletResponse response,
      Model model) {
    Optional<StoredRequest> stored = store.find(id);
    return stored.isEmpty()
        ? over(response, model)
        : show(answers.refuse(stored.get(), ErrorCode.ACCESS_DENIED), visitor, response, model);
  }

  private static String page(UUID id) {
    return "redirect:" + PATH + "/" + id;
  }
}
