package org.sallyport.connect.oidc.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.signin.landing.LandingCookie;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Fills in the username that an application names ({@code login_hint}) on the sign-in page that its
 * request led to. It is shown as it came: no account is looked up for it.
 */
@ControllerAdvice
@RequiredArgsConstructor
class LoginHintAdvice {
  private static final String LOGIN = "/login";

  /** A username or an address; no text that a reader could take for a sentence of the page. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._@+'\\\\-]{1,100}");

  private static final Pattern REQUEST =
      Pattern.compile(
          Pattern.quote(RequestPage.PATH)
              + "/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

  private final AuthorizationRequests requests;

  /** Null if no application waits for a sign-in, or if it names nobody. */
  @ModelAttribute("loginHint")
  @Nullable String hint(HttpServletRequest request) {
    return request.getServletPath().equals(LOGIN)
        ? LandingCookie.requestedPage(request).flatMap(this::named).orElse(null)
        : null;
  }

  private Optional<String> named(String page) {
    return Optional.of(REQUEST.matcher(page))
        .filter(it -> it.matches())
        .flatMap(it -> requests.find(UUID.fromString(it.group(1))))
        .filter(it -> it.answeredAt() == null)
        .flatMap(it -> Optional.ofNullable(it.parameters().get("login_hint")))
        .filter(it -> NAME.matcher(it).matches());
  }
}
