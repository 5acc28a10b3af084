package org.sallyport.edge.web.forms;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.access.Cookies;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/**
 * The hidden token of every form (CSRF): a keyed hash of the session's or attempt's cookie, or of a
 * random cookie for an unauthenticated visitor. So it changes with every step, is bound to one
 * browser, and needs no row.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FormTokens implements CsrfTokenRepository {
  private static final String COOKIE = "__Host-form";
  private static final String FIELD = "_csrf";
  private static final String HEADER = "X-CSRF-TOKEN";
  private static final String MADE = FormTokens.class.getName();

  private final KeyedHash hash;
  private final RandomValues random;

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    String made = random.token();
    request.setAttribute(MADE, made);
    return token(made);
  }

  /**
   * Sets the random cookie with an unauthenticated visitor's first form; nothing else is stored.
   */
  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    if (token != null && request.getAttribute(MADE) instanceof String made) {
      Cookies.set(response, COOKIE, made);
    }
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    return bound(request).map(this::token).orElse(null);
  }

  /** Whether the form's token was issued to this browser, also under an older key. */
  boolean fits(String token, HttpServletRequest request) {
    return bound(request)
        .filter(bound -> hash.isToken(token, KeyPurpose.ANTI_FORGERY, bound))
        .isPresent();
  }

  private static Optional<String> bound(HttpServletRequest request) {
    return SignInCookies.session(request)
        .or(() -> SignInCookies.attempt(request))
        .or(() -> Cookies.read(request, COOKIE));
  }

  private CsrfToken token(String bound) {
    return new DefaultCsrfToken(HEADER, FIELD, hash.token(KeyPurpose.ANTI_FORGERY, bound));
  }
}
