package org.sallyport.connect.oidc.protocol;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.grants.Grants;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** What is told of the person of an access token (OpenID Connect Core section 5.3). */
@RestController
@ForAnyone
@RequiredArgsConstructor
class UserInfoPage {
  private static final Pattern BEARER =
      Pattern.compile("Bearer ([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

  private static final String CHALLENGE = "Bearer ";

  private final Grants grants;
  private final PersonClaims claims;

  @RequestMapping(
      path = ProtocolEndpoints.USER_INFO,
      method = {RequestMethod.GET, RequestMethod.POST})
  ResponseEntity<Map<String, Object>> person(HttpServletRequest request) {
    Optional<String> token = token(request);
    if (token.isEmpty()) {
      return refused("Bearer");
    }
    return grants
        .accessToken(token.get())
        .map(it -> ResponseEntity.ok(claims.of(it.grant().account(), it.scopes())))
        .orElseGet(() -> refused(CHALLENGE + "error=\"invalid_token\""));
  }

  private static Optional<String> token(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    Matcher bearer = BEARER.matcher(header == null ? "" : header);
    return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
  }

  private static ResponseEntity<Map<String, Object>> refused(String challenge) {
    return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .build();
  }
}
