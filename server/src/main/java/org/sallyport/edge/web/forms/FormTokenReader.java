package org.sallyport.edge.web.forms;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Reads a form's token, which is masked differently in every page (BREACH). A page that was open
 * during a key rotation sends a token of the older key, which is accepted as the current one.
 */
@RequiredArgsConstructor
public final class FormTokenReader implements CsrfTokenRequestHandler {
  private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();
  private final FormTokens tokens;

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
    masked.handle(request, response, token);
  }

  @Override
  public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken expected) {
    String brought = masked.resolveCsrfTokenValue(request, expected);
    return brought != null && tokens.fits(brought, request) ? expected.getToken() : brought;
  }
}
