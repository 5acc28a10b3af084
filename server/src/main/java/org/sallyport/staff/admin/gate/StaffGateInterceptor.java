package org.sallyport.staff.admin.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.Visitor;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Asks {@link StaffGate} before each handler below {@code /admin}. Who must give the second factor
 * first is sent to {@link GatePage}; nothing of a form is done then.
 */
@Component
@RequiredArgsConstructor
class StaffGateInterceptor implements HandlerInterceptor, WebMvcConfigurer {
  private static final int MILLIS_PER_SECOND = 1000;

  private final StaffGate gate;
  private final Clock clock;

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        .addPathPatterns("/admin", "/admin/**")
        .excludePathPatterns(GatePage.PATH);
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    Visitor visitor = visitor();
    if (visitor == null) {
      response.sendError(HttpStatus.FORBIDDEN.value());
      return false;
    }
    boolean act = !"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod());
    return switch (gate.enter(visitor, act)) {
      case StaffAccess.Open _ -> true;
      case StaffAccess.TooMany often -> tooMany(often, request, response);
      case StaffAccess.SessionOver _ -> redirect("/login", response);
      case StaffAccess.FactorRequired _ -> ask(act, request, response);
      case StaffAccess.AccountLocked _ -> ask(act, request, response);
    };
  }

  private static boolean ask(boolean act, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestedPage.keep(request, response, act);
    return redirect(act ? GatePage.PATH + "?unsent" : GatePage.PATH, response);
  }

  private boolean tooMany(
      StaffAccess.TooMany often, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long millis = Duration.between(clock.instant(), often.until()).toMillis();
    long seconds = Math.max(1, Math.ceilDiv(millis, MILLIS_PER_SECOND));
    RetryAfter.set(response, seconds);
    request.setAttribute("retryAfterSeconds", seconds);
    response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    return false;
  }

  private static boolean redirect(String page, HttpServletResponse response) throws IOException {
    response.sendRedirect(page);
    return false;
  }

  private static @Nullable Visitor visitor() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Visitor visitor
        ? visitor
        : null;
  }
}
