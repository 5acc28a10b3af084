package org.sallyport.portal.studies.dicomweb;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.tracing.Step;
import org.sallyport.platform.tracing.TracedStep;
import org.sallyport.platform.tracing.Tracing;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Leads requests below /dicom-web and /shared/dicom-web to {@link DicomWeb}. They are not handler
 * methods of a controller: for these, Spring MVC matches each request against all patterns of the
 * portal and prepares the model of a page, which takes longer than the decision about access.
 */
@Configuration(proxyBeanMethods = false)
class DicomWebRoutes {
  /** A handler with the reader of the request. */
  private interface Endpoint<R extends Reader> {
    void handle(R reader, HttpServletRequest request, HttpServletResponse response)
        throws IOException;
  }

  @Bean
  HandlerMapping dicomWebMapping(DicomWeb dicomWeb, MeterRegistry meters, Tracing tracing) {
    Timer timer = meters.timer("sallyport.dicomweb");
    return new SimpleUrlHandlerMapping(
        Map.of(
            DicomWeb.PATH + "studies",
            traced(handler(Visitor.class, dicomWeb::search, timer), tracing),
            DicomWeb.PATH + "studies/**",
            traced(handler(Visitor.class, dicomWeb::give, timer), tracing),
            DicomWeb.SHARED + "studies/**",
            handler(Guest.class, dicomWeb::give, timer)),
        Ordered.HIGHEST_PRECEDENCE);
  }

  private static <R extends Reader> HttpRequestHandler handler(
      Class<R> kind, Endpoint<R> endpoint, Timer timer) {
    return (request, response) -> {
      long start = System.nanoTime();
      try {
        answer(endpoint, reader(kind), request, response);
      } finally {
        timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      }
    };
  }

  private static <R extends Reader> void answer(
      Endpoint<R> endpoint, R reader, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      endpoint.handle(reader, request, response);
    } catch (ArchiveUnreachable e) {
      unreachable(e, response);
    } catch (IOException | JacksonIOException e) {
      if (!isGone(e, response)) {
        throw e;
      }
    }
  }

  /** Shows requests in traces that Spring MVC does not observe: those below /dicom-web. */
  private static HttpRequestHandler traced(HttpRequestHandler handler, Tracing tracing) {
    return (request, response) -> {
      try (TracedStep step = tracing.begin(Step.DICOMWEB)) {
        step.request(request.getMethod(), request.getRequestURI());
        try {
          handler.handleRequest(request, response);
          step.status(response.getStatus());
        } catch (IOException | ServletException | RuntimeException e) {
          step.failed(e);
          throw e;
        }
      }
    };
  }

  /** The filter chain lets no other kind of reader come here. */
  private static <R extends Reader> R reader(Class<R> kind) {
    @Nullable Authentication authentication =
        SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && kind.isInstance(authentication.getPrincipal())) {
      return kind.cast(authentication.getPrincipal());
    }
    throw new AuthenticationCredentialsNotFoundException("no reader of this kind");
  }

  /** A response that has begun must not look complete to the client. */
  private static void unreachable(ArchiveUnreachable fault, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      throw fault;
    }
    response.setHeader("Retry-After", "10");
    DicomWebRefusal.ARCHIVE_SILENT.write(response);
  }

  /**
   * Whether the client has closed the connection, so that no error response is possible. After a
   * CloseNowException, Tomcat closes it, so that the client sees that the response is incomplete.
   */
  private static boolean isGone(Exception fault, HttpServletResponse response) {
    return response.isCommitted() && !(fault instanceof CloseNowException);
  }
}
