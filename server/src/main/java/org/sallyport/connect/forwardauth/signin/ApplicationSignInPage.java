package org.sallyport.connect.forwardauth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.forwardauth.settings.Application;
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
 * The page of one request, where a sign-in leads: it asks for the second factor if the application
 * needs it now, then moves on to the application. It moves on by a page and not by a redirect, for
 * the reason that is given at the page of OpenID Connect: the browser may have come by a form.
 */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class ApplicationSignInPage {
  static final String PATH = "/auth/request";

  private final SignInRequests requests;
  private final SignInSteps steps;
  private final AccountChanges changes;
  private final ChangeAnswers changeAnswers;
  private final SessionTermination sessions;

  /** Where the step-up leads: the request for which the session was asked. */
  @GetMapping(PATH)
  String latest(@AuthenticationPrincipal Visitor visitor) {
    return requests.asked(visitor.signIn()).map(ApplicationSignInPage::page).orElse("redirect:/");
  }

  @GetMapping(PATH + "/{id}")
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<SignInRequest> stored = requests.find(id);
    if (stored.isEmpty()) {
      return over(response, model);
    }
    return switch (steps.next(stored.get(), visitor, Origin.of(request))) {
      case SignInSteps.Leave it -> leave(it, model);
      case SignInSteps.GiveFactor it -> ask(it.application(), id, visitor, "factor", model);
      case SignInSteps.SignInAgain it -> ask(it.application(), id, visitor, "again", model);
      case SignInSteps.Refused it -> refused(it, response, model);
      case SignInSteps.Over _ -> over(response, model);
    };
  }

  private static String leave(SignInSteps.Leave leave, Model model) {
    model.addAttribute("title", Messages.text("oidc.leave.signed-in", leave.application().title()));
    model.addAttribute("address", leave.address());
    return "oidc/leave";
  }

  private static String ask(
      Application application, UUID id, Visitor visitor, String question, Model model) {
    model.addAttribute("applicationName", application.title());
    model.addAttribute("applicationAddress", application.address());
    model.addAttribute("username", visitor.username());
    model.addAttribute("page", PATH + "/" + id);
    model.addAttribute("question", question);
    return "forward/request";
  }

  private static String refused(
      SignInSteps.Refused refused, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    String title = refused.application().title();
    model.addAttribute("heading", Messages.text("forward.refused.heading", title));
    model.addAttribute(
        "lead",
        refused.byFactor()
            ? Messages.text("forward.refused.factor", title)
            : Messages.text("forward.refused.account"));
    model.addAttribute("alert", true);
    model.addAttribute("linkHref", "/");
    model.addAttribute("linkText", Messages.text("oidc.over.portal"));
    return "message";
  }

  private static String over(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.GONE.value());
    model.addAttribute("heading", Messages.text("oidc.over.heading"));
    model.addAttribute("lead", Messages.text("forward.over.lead"));
    model.addAttribute("alert", false);
    model.addAttribute("linkHref", "/");
    model.addAttribute("linkText", Messages.text("oidc.over.portal"));
    return "message";
  }

  /** Asks for the second factor, and comes back. */
  @PostMapping(PATH + "/{id}/factor")
  String factor(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (requests.find(id).isEmpty()) {
      return over(response, model);
    }
    requests.ask(id, visitor.signIn());
    return changeAnswers.answer(
        changes.challenge(visitor, Change.PROXIED_APPLICATION, Origin.of(request)),
        visitor,
        Change.PROXIED_APPLICATION,
        response,
        model);
  }

  /** Signs out, and comes back with another account, or with this one anew. */
  @PostMapping(PATH + "/{id}/other")
  String other(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable UUID id,
      HttpServletRequest request,
      HttpServletResponse response) {
    sessions.end(visitor.account(), visitor.signIn(), "signed out", Origin.of(request));
    SignInCookies.remove(response);
    return page(id);
  }

  private static String page(UUID id) {
    return "redirect:" + PATH + "/" + id;
  }
}
