package org.sallyport.gate.signin.landing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.FederatedSignIns;
import org.sallyport.gate.federation.Issuers;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.SignIn.IssuerProof;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.gate.session.SignIns;
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
@RequiredArgsConstructor
class LogoutPage {
  private final SessionTermination sessionTermination;
  private final SignIns signIns;
  private final Issuers issuers;

  @PostMapping("/logout")
  String signOut(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean whole = SignInCookies.session(request).isPresent();
    Optional<String> elsewhere = visitor == null || !whole ? Optional.empty() : elsewhere(visitor);
    if (visitor != null) {
      String reason = whole ? "signed out" : "started again";
      sessionTermination.end(visitor.account(), visitor.signIn(), reason, Origin.of(request));
    }
    SignInCookies.remove(response);
    LandingCookie.remove(response);
    if (elsewhere.isPresent()) {
      return "redirect:" + FederatedSignIns.PATH + "/" + elsewhere.get() + "/signed-out";
    }
    return whole ? "redirect:/login?out" : "redirect:/login";
  }

  /** The issuer elsewhere at which the session began, where the person may still be signed in. */
  private Optional<String> elsewhere(Visitor visitor) {
    return signIns
        .find(visitor.signIn())
        .flatMap(it -> Optional.ofNullable(it.issuer()))
        .map(IssuerProof::issuer)
        .filter(it -> issuers.find(it).isPresent());
  }
}
