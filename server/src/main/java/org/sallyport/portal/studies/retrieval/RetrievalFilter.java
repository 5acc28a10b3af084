package org.sallyport.portal.studies.retrieval;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.messages.Messages;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives places to requests whose answers hold a connection to the archive while they are read: all
 * below the DICOMweb addresses, previews, videos, and single files of a study. Downloads of studies
 * have places of their own. It runs behind the filter chains, so that the reader is known.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@RequiredArgsConstructor
class RetrievalFilter extends OncePerRequestFilter {
  private static final Pattern DICOM_WEB = Pattern.compile("(?:/shared)?/dicom-web/.*");
  private static final Pattern FILES =
      Pattern.compile("(?:/shared)?/studies/[^/]+/.*/(?:preview|png|file|document|video)/?");
  private static final Pattern DOWNLOADS = Pattern.compile("(?:/shared)?/studies/[^/]+/download/?");

  private final Retrievals retrievals;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getServletPath();
    boolean isDicomWeb = DICOM_WEB.matcher(path).matches();
    boolean takesPlace = isDicomWeb || FILES.matcher(path).matches();
    // The session of any other request is not read here.
    @Nullable Reader reader = takesPlace || DOWNLOADS.matcher(path).matches() ? reader() : null;
    if (reader == null) {
      chain.doFilter(request, response);
    } else if (takesPlace) {
      refuse(
          retrievals.inTurn(reader, response, paced -> chain.doFilter(request, paced)),
          isDicomWeb,
          response);
    } else {
      retrievals.paced(response, paced -> chain.doFilter(request, paced));
    }
  }

  private static @Nullable Reader reader() {
    @Nullable Authentication authentication =
        SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Reader reader
        ? reader
        : null;
  }

  private static void refuse(
      Places.Admission admission, boolean isDicomWeb, HttpServletResponse response)
      throws IOException {
    switch (admission) {
      case ADMITTED -> {}
      case OWNER_FULL -> refuse(HttpStatus.TOO_MANY_REQUESTS, isDicomWeb, response);
      case NODE_FULL -> refuse(HttpStatus.SERVICE_UNAVAILABLE, isDicomWeb, response);
    }
  }

  private static void refuse(HttpStatus status, boolean isDicomWeb, HttpServletResponse response)
      throws IOException {
    response.setHeader("Retry-After", "5");
    if (!isDicomWeb) {
      response.sendError(status.value());
      return;
    }
    response.setStatus(status.value());
    response.setContentType("text/plain;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    String line = Messages.text("studies.retrieval.busy") + "\n";
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
