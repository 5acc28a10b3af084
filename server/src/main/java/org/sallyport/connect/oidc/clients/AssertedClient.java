package org.sallyport.connect.oidc.clients;

import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Finds the client of an assertion in its subject where the request has no {@code client_id}, which
 * is optional there (RFC 7521 section 4.2) and which the library demands. The assertion is verified
 * afterwards, as that of this client.
 */
public class AssertedClient implements AuthenticationConverter {
  private final AuthenticationConverter withClientId =
      new JwtClientAssertionAuthenticationConverter();

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    @Nullable String assertion = request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION);
    @Nullable String subject =
        assertion == null || request.getParameter(OAuth2ParameterNames.CLIENT_ID) != null
            ? null
            : subject(assertion);
    return subject == null ? null : withClientId.convert(named(request, subject));
  }

  private static @Nullable String subject(String assertion) {
    try {
      return JWTParser.parse(assertion).getJWTClaimsSet().getSubject();
    } catch (ParseException e) {
      return null;
    }
  }

  private static HttpServletRequest named(HttpServletRequest request, String clientId) {
    Map<String, String[]> parameters = new HashMap<>(request.getParameterMap());
    parameters.put(OAuth2ParameterNames.CLIENT_ID, new String[] {clientId});
    return new HttpServletRequestWrapper(request) {
      @Override
      public Map<String, String[]> getParameterMap() {
        return parameters;
      }
    };
  }
}
