package org.sallyport.gate.signin.federation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.federation.FederatedSignIns;
import org.sallyport.gate.federation.IssuerLogout;
import org.sallyport.gate.federation.Issuers;
import org.sallyport.gate.federation.protocol.Issuer;
import org.sallyport.gate.federation.protocol.IssuerUnreachable;
import org.sallyport.gate.federation.protocol.LogoutClaims;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where an issuer says that a person has signed out there (OpenID Connect Back-Channel Logout 1.0
 * section 2.5). It brings no cookie; its token is the proof.
 */
@RestController
@ForAnyone
@RequiredArgsConstructor
class IssuerLogoutPage {
  private final Issuers issuers;
  private final IssuerLogout logout;

  @PostMapping(FederatedSignIns.PATH + "/{name}/logout")
  ResponseEntity<Void> end(
      @PathVariable String name,
      @RequestParam(name = "logout_token", defaultValue = "") String token,
      HttpServletRequest request) {
    Optional<Issuer> issuer = issuers.find(name);
    if (issuer.isEmpty() || token.isEmpty()) {
      return answer(issuer.isEmpty() ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST);
    }
    try {
      Optional<LogoutClaims> claims = logout.read(issuer.get(), token);
      if (claims.isEmpty()) {
        return answer(HttpStatus.BAD_REQUEST);
      }
      logout.end(issuer.get(), claims.get(), Origin.withoutSession(request));
      return answer(HttpStatus.OK);
    } catch (IssuerUnreachable e) {
      return answer(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  private static ResponseEntity<Void> answer(HttpStatus status) {
    return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).build();
  }
}
