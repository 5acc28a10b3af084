package org.sallyport.edge.web.keys;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.keys.KeyFault;
import org.sallyport.platform.access.keys.KeyPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers programs in the format of their paths wherever pages would get an error page: a method
 * that is not known, a row that was held too long, a database that is away, a fault. It stands
 * before all filters that refuse.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@RequiredArgsConstructor
class ProgramAnswers extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(ProgramAnswers.class);

  private final ProgramPaths paths;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<KeyPaths> called = paths.of(request);
    if (called.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Answers answers = new Answers(response, called.get());
    try {
      chain.doFilter(request, answers);
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      LOG.error("a call of a program failed", e);
      answers.sendError(HttpStatus.INTERNAL_SERVER_ERROR.value());
    }
  }

  private static final class Answers extends HttpServletResponseWrapper {
    private final KeyPaths called;

    Answers(HttpServletResponse response, KeyPaths called) {
      super(response);
      this.called = called;
    }

    @Override
    public void sendError(int status) throws IOException {
      resetBuffer();
      setStatus(status);
      called.answer(KeyFault.of(status), this);
      flushBuffer();
    }

    @Override
    public void sendError(int status, String message) throws IOException {
      sendError(status);
    }
  }
}
