package org.sallyport.edge.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.signin.landing.LandingCookie;
import org.sallyport.gate.signin.landing.ReturnPage;
import org.sallyport.gate.signin.password.RequiredPasswordChangePage;
import org.sallyport.platform.access.Visitor;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * The responses to denied requests. Pages redirect visitors without a session to the sign-in; all
 * other requests get 401 with an empty body. A session without the right gets 403, except on the
 * pages of the sign-in steps, which the Back button can reach: they redirect on.
 */
@Component
@RequiredArgsConstructor
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final LandingCookie landings;

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
      throws IOException {
    if (!isPage(request)) {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      return;
    }
    toSignIn(request, response);
  }

  /**
   * Redirects to the sign-in and keeps the page that the visitor was on. A script's background
   * request is not kept. After a form of the portal, the sign-in page says that nothing was saved.
   */
  private void toSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    @Nullable String mode = request.getHeader("Sec-Fetch-Mode");
    boolean form = !"GET".equals(request.getMethod());
    @Nullable String page = form ? ReturnPage.of(request.getRequestURI()) : asked(request);
    if (page != null && (mode == null || mode.equals("navigate"))) {
      landings.write(request, response, page);
    }
    response.sendRedirect(form && page != null ? "/login?unsent" : "/login");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
      throws IOException, ServletException {
    if (refusal instanceof CsrfException) {
      tooOld(request, response);
    } else if (has(SessionSecurityContextRepository.CHANGES_PASSWORD)) {
      changePasswordFirst(request, response);
    } else if (isSignedIn() && isBetween(request)) {
      response.sendRedirect("/login");
    } else if (isSignedIn() && isHome(request)) {
      response.sendRedirect("/admin");
    } else if (isSignedIn()) {
      response.sendError(HttpStatus.FORBIDDEN.value());
    } else if (isPage(request)) {
      response.sendRedirect("/login");
    } else {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
    }
  }

  /**
   * Handles an invalid form token: the form's page was rendered before the session was opened, or
   * before its last step. The form is not processed. A visitor whose session has ended is sent to
   * the sign-in.
   */
  private void tooOld(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String posted = request.getRequestURI();
    if (!isVisitor() && ReturnPage.needsSignIn(posted)) {
      toSignIn(request, response);
      return;
    }
    request.setAttribute("stranger", !isVisitor());
    request.setAttribute("reload", Objects.requireNonNullElse(ReturnPage.of(posted), "/login"));
    response.sendError(HttpStatus.FORBIDDEN.value());
  }

  private static boolean isVisitor() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Visitor;
  }

  private void changePasswordFirst(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!isPage(request)) {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
      return;
    }
    if ("GET".equals(request.getMethod())) {
      landings.writeStep(request, response, asked(request));
    }
    response.sendRedirect(RequiredPasswordChangePage.PATH);
  }

  private static boolean isBetween(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/login/");
  }

  /** The study list, where sign-ins lead: members of the help desk have another start page. */
  private static boolean isHome(HttpServletRequest request) {
    return has(SessionSecurityContextRepository.HELP_DESK)
        && "GET".equals(request.getMethod())
        && request.getRequestURI().equals("/studies");
  }

  private static boolean isPage(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/dicom-web");
  }

  private static String asked(HttpServletRequest request) {
    @Nullable String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  private static boolean isSignedIn() {
    return has("ROLE_SIGNED_IN");
  }

  private static boolean has(String wanted) {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null
        && authentication.getAuthorities().stream()
            .anyMatch(authority -> wanted.equals(authority.getAuthority()));
  }
}
