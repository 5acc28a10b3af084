package org.sallyport.connect.oidc.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a client that did not prove itself (RFC 6749 section 5.2). What may be wrong is the same
 * for all, so that nobody learns which clients there are; without it, the log of an application
 * does not tell a wrong secret from one that was sent in the form.
 */
final class ClientRefusals implements AuthenticationFailureHandler {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String WHAT_MAY_BE_WRONG =
      "The client_id is unknown or disabled, or its proof is wrong or of another kind than"
          + " registered (client_secret_basic, private_key_jwt, none); client_secret_post is not"
          + " supported";

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException fault)
      throws IOException {
    String code =
        fault instanceof OAuth2AuthenticationException it
            ? it.getError().getErrorCode()
            : OAuth2ErrorCodes.INVALID_CLIENT;
    Map<String, String> answer = new LinkedHashMap<>(Map.of("error", code));
    HttpStatus status = HttpStatus.BAD_REQUEST;
    if (code.equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
      status = HttpStatus.UNAUTHORIZED;
      answer.put("error_description", WHAT_MAY_BE_WRONG);
    }
    response.setStatus(status.value());
    response.setContentType("application/json");
    response.getOutputStream().write(JSON.writeValueAsBytes(answer));
  }
}
