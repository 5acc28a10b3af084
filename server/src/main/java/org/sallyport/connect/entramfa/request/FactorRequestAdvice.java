package org.sallyport.connect.entramfa.request;

import jakarta.servlet.http.HttpServletRequest;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.Issuers;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Says on the pages of an attempt who asks for the factor, and offers to go back. */
@ControllerAdvice
@RequiredArgsConstructor
class FactorRequestAdvice {
  private final SignIns signIns;
  private final FactorRequests requests;
  private final Issuers issuers;

  /**
   * A request that waits for the factor.
   *
   * @param title of the tenant
   * @param page where it is cancelled
   */
  public record Waiting(String title, String page) {}

  /** Null on other pages. */
  @ModelAttribute("factorRequest")
  @Nullable Waiting waiting(
      @AuthenticationPrincipal @Nullable Visitor visitor, HttpServletRequest request) {
    if (visitor == null
        || !request.isUserInRole("ATTEMPT")
        || !request.getServletPath().startsWith("/login/")) {
      return null;
    }
    return signIns
        .find(visitor.signIn())
        .filter(SignIn::isFactorAlone)
        .flatMap(
            attempt ->
                requests
                    .of(attempt.id())
                    .map(id -> new Waiting(title(attempt), FactorRequestPage.PATH + "/" + id)))
        .orElse(null);
  }

  private String title(SignIn attempt) {
    return attempt.issuer() == null ? "" : issuers.title(attempt.issuer().issuer());
  }
}
