package org.sallyport.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The headers of every response: no framing, MIME sniffing, referrer or caching, and no content
 * from other origins.
 */
final class Headers {
  private static final String CONTENT =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
          + "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
  private static final String NO_OTHER_ABILITIES =
      ", microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
  private static final long ONE_YEAR_IN_SECONDS = 31_536_000;

  private Headers() {}

  static void set(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(it -> it.policyDirectives(CONTENT))
        .addHeaderWriter(Headers::setAbilities)
        .referrerPolicy(it -> it.policy(ReferrerPolicy.NO_REFERRER))
        .crossOriginOpenerPolicy(it -> it.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .crossOriginResourcePolicy(it -> it.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
        .httpStrictTransportSecurity(
            it -> it.maxAgeInSeconds(ONE_YEAR_IN_SECONDS).includeSubDomains(true))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
        .addHeaderWriter(Headers::setFraming);
  }

  /** The handler of a response that our own pages may frame has set its own header. */
  private static void setFraming(HttpServletRequest request, HttpServletResponse response) {
    if (!response.containsHeader("X-Frame-Options")) {
      response.setHeader("X-Frame-Options", "DENY");
    }
  }

  /** The same for pages that a mailed link leads to, which no search engine may list. */
  static void setUnlisted(HeadersConfigurer<HttpSecurity> headers) {
    set(headers);
    headers.addHeaderWriter(
        (request, response) -> response.setHeader("X-Robots-Tag", "noindex, nofollow"));
  }

  /** Allows the camera in the phone app only: it scans the QR code of the settings page. */
  private static void setAbilities(HttpServletRequest request, HttpServletResponse response) {
    boolean app = request.getRequestURI().startsWith("/app/");
    response.setHeader(
        "Permissions-Policy", (app ? "camera=(self)" : "camera=()") + NO_OTHER_ABILITIES);
  }
}
