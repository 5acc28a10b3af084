package org.sallyport.gate.signin.password;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.gate.session.KnownBrowsers;
import org.sallyport.gate.signin.landing.Landing;
import org.sallyport.gate.signin.landing.LandingCookie;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForPasswordChange;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks the owner to replace an imported password (rule 40). */
@Controller
@RequestMapping(RequiredPasswordChangePage.PATH)
@ForPasswordChange
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RequiredPasswordChangePage {
  public static final String PATH = "/login/new-password";
  private static final String RETRY_SECONDS = "5";

  private final RequiredPasswordChange passwords;
  private final PasswordRules rules;
  private final KnownBrowsers knownBrowsers;
  private final LandingCookie landings;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    return page(visitor, null, null, model);
  }

  @PostMapping
  String change(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String current,
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    boolean known = knownBrowsers.known(visitor.username(), request) != null;
    return switch (passwords.change(visitor, current, password, known, Origin.of(request))) {
      case RequiredPasswordChange.ChangeResult.Changed _ -> goOn(visitor, request, response);
      case RequiredPasswordChange.ChangeResult.SessionOver _ -> "redirect:/login";
      case RequiredPasswordChange.ChangeResult.NotChanged refused -> {
        RefusedForm.answer(response);
        yield page(visitor, null, refused.words(), model);
      }
      case RequiredPasswordChange.ChangeResult.PresentRefused(String words) -> {
        RefusedForm.answer(response);
        yield page(visitor, words, null, model);
      }
      case RequiredPasswordChange.ChangeResult.Busy busy -> busy(visitor, response, model);
    };
  }

  private String busy(Visitor visitor, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    return page(visitor, null, Messages.text("signin.password-change.busy"), model);
  }

  /** Redirects to the sign-in step or page that was requested before this page intervened. */
  private String goOn(Visitor visitor, HttpServletRequest request, HttpServletResponse response) {
    knownBrowsers.remember(visitor.signIn(), visitor.username(), request, response);
    String step = landings.step(visitor.account(), request);
    LandingCookie.remove(response);
    return "redirect:" + (step == null ? Landing.HOME : step);
  }

  private String page(
      Visitor visitor, @Nullable String currentProblem, @Nullable String problem, Model model) {
    boolean ofDirectory = passwords.needsPresent(visitor);
    String key = ofDirectory ? "signin.password-expired." : "signin.password-change.";
    model.addAttribute("heading", Messages.text(key + "heading"));
    model.addAttribute("lead", Messages.text(key + "lead"));
    model.addAttribute("current", ofDirectory);
    model.addAttribute("ofDirectory", ofDirectory);
    model.addAttribute("currentProblem", currentProblem);
    model.addAttribute("action", PATH);
    model.addAttribute("username", visitor.username());
    model.addAttribute("minLength", rules.minLength());
    model.addAttribute("problem", problem);
    return "password-new";
  }
}
