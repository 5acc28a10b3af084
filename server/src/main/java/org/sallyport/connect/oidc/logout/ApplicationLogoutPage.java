package org.sallyport.connect.oidc.logout;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Signing out at the request of an application (OpenID Connect RP-Initiated Logout). Only an ID
 * token of this very session ends it at once; whatever else leads here, the person is asked.
 */
@Controller
@ForAnyone
@RequiredArgsConstructor
class ApplicationLogoutPage {
  private static final String PATH = "/connect/logout";

  private final LogoutRequests requests;
  private final SessionTermination sessions;

  @GetMapping(PATH)
  @Nullable String page(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    LogoutRequests.LogoutRequest wanted = requests.read(request);
    if (visitor == null || SignInCookies.session(request).isEmpty()) {
      return out(wanted, response, model, true);
    }
    if (wanted.isOf(visitor.signIn())) {
      end(visitor, request, response);
      return out(wanted, response, model, true);
    }
    model.addAttribute("applicationName", wanted.client().map(Client::name).orElse(null));
    model.addAttribute("username", visitor.username());
    model.addAttribute("clientId", wanted.client().map(Client::clientId).orElse(null));
    model.addAttribute("address", wanted.returnTo().orElse(null));
    model.addAttribute("state", wanted.state());
    return "oidc/logout";
  }

  /** A form of another site brings no cookie: it comes back by a link, and the person is asked. */
  @PostMapping(PATH)
  String byForm(HttpServletRequest request) {
    return "redirect:" + requests.asLink(PATH, request);
  }

  /** Signs out after the question. */
  @PostMapping(PATH + "/confirm")
  @Nullable String confirm(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (visitor != null) {
      end(visitor, request, response);
    }
    return out(requests.read(request), response, model, false);
  }

  private void end(Visitor visitor, HttpServletRequest request, HttpServletResponse response) {
    sessions.end(visitor.account(), visitor.signIn(), "signed out", Origin.of(request));
    SignInCookies.remove(response);
  }

  /** Leads back to the application, or says that the person is signed out. */
  private static @Nullable String out(
      LogoutRequests.LogoutRequest wanted,
      HttpServletResponse response,
      Model model,
      boolean byLink) {
    Optional<String> back = wanted.address();
    if (back.isEmpty()) {
      return "redirect:/login?out";
    }
    if (byLink) {
      response.setStatus(HttpStatus.FOUND.value());
      response.setHeader("Location", back.get());
      return null;
    }
    model.addAttribute("title", Messages.text("oidc.logout.done"));
    model.addAttribute("address", back.get());
    return "oidc/leave";
  }
}
