package org.sallyport.edge.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * The responses to denied requests on the pages of a share: 401 for images, otherwise the page of
 * the link, which says what to do.
 */
@Component
class ShareRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
      throws IOException {
    refuse(request, response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
      throws IOException {
    if (refusal instanceof CsrfException) {
      tooOld(request, response);
    } else {
      refuse(request, response);
    }
  }

  /** A form without the token of its page: nothing is done, and the page says how to go on. */
  private static void tooOld(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setAttribute("stranger", true);
    request.setAttribute("reload", "/shared");
    response.sendError(HttpStatus.FORBIDDEN.value());
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getRequestURI().startsWith("/shared/dicom-web")
        || request.getRequestURI().endsWith("/preview")) {
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
    } else {
      response.sendRedirect("/shared");
    }
  }
}
