package org.sallyport.gate.signin.landing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Ends the attempt or the session of this browser: "Not you? Start again", and "Sign out". It sends
 * no Clear-Site-Data header: the phone app keeps its keys in the storage of the same origin (rule
 * 44), and browsers do not cache the portal's pages.
 */
@Controller
@ForAnyone
class LogoutPage {
  private final SessionTermination sessionTermination;

  LogoutPage(SessionTermination sessionTermination) {
    this.sessionTermination = sessionTermination;
  }

  @PostMapping("/logout")
  String signOut(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean whole = SignInCookies.session(request).isPresent();
    if (visitor != null) {
      String reason = whole ? "signed out" : "started again";
      sessionTermination.end(visitor.account(), visitor.signIn(), reason, Origin.of(request));
    }
    SignInCookies.remove(response);
    LandingCookie.remove(response);
    return whole ? "redirect:/login?out" : "redirect:/login";
  }
}
