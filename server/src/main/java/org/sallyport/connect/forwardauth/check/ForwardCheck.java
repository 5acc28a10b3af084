package org.sallyport.connect.forwardauth.check;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.forwardauth.sessions.ApplicationCookies;
import org.sallyport.connect.forwardauth.sessions.ApplicationSessions;
import org.sallyport.connect.forwardauth.sessions.Caller;
import org.sallyport.connect.forwardauth.settings.Application;
import org.sallyport.connect.forwardauth.settings.Applications;
import org.sallyport.platform.access.ProxyMark;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Answers a proxy about one request: 200 with the identity, 401 for who has to sign in, 403. A
 * stranger who comes here learns nothing: the answer is 403 for all but trusted proxies.
 */
@Component
@RequiredArgsConstructor
class ForwardCheck {
  /** Where a person signs in; empty where it is a program that asks. */
  static final String SIGN_IN = "X-Auth-Sign-In";

  private final Applications applications;
  private final ApplicationSessions sessions;
  private final RuleDecision rules;
  private final IdentityHeaders headers;
  private final MeterRegistry meters;

  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    long start = System.nanoTime();
    String outcome = "failed";
    try {
      outcome = answered(request, response);
    } finally {
      Timer.builder("sallyport.forward-auth")
          .tag("outcome", outcome)
          .register(meters)
          .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  private String answered(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!ProxyMark.is(request)) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      return "no-proxy";
    }
    Optional<ForwardedRequest> asked = ForwardedRequest.read(request, applications);
    if (asked.isEmpty()) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
      return "unclear";
    }
    return answer(asked.get(), request, response);
  }

  private String answer(
      ForwardedRequest asked, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean isPerson = Client.isPerson(request);
    boolean isUse = isPerson || !asked.isWithoutEffect();
    Optional<Caller> caller =
        ApplicationCookies.session(request)
            .flatMap(it -> sessions.find(it, asked.application(), isUse))
            .map(ApplicationSessions.Found::caller);
    Verdict verdict = rules.decide(asked.application(), asked.method(), asked.path(), caller);
    switch (verdict) {
      case Verdict.Pass it -> headers.set(it.caller(), asked.application(), response);
      case Verdict.SignIn _, Verdict.StepUp _ -> signIn(asked, isPerson, request, response);
      case Verdict.Refused _ -> refuse(asked.application(), response);
    }
    return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The words are for a proxy that passes them on. */
  private static void refuse(Application application, HttpServletResponse response)
      throws IOException {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name().toLowerCase(Locale.ROOT));
    String heading = Messages.text("forward.refused.heading", application.title());
    response.getWriter().write(heading + ". " + Messages.text("forward.refused.account") + "\n");
  }

  /**
   * 401 with the address of the sign-in, or a redirect for a proxy that passes one on. A program
   * gets 401 alone.
   */
  private static void signIn(
      ForwardedRequest asked,
      boolean isPerson,
      HttpServletRequest request,
      HttpServletResponse response) {
    @Nullable String address = isPerson ? SignInAddress.of(asked, request) : null;
    response.setHeader(SIGN_IN, address == null ? "" : address);
    if (address != null && request.getParameter("redirect") != null) {
      response.setStatus(HttpStatus.FOUND.value());
      response.setHeader("Location", address);
    } else {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
    }
  }
}
