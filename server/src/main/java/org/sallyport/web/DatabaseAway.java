package org.sallyport.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 while the database is unavailable, with an error page that does not query it. A
 * request that waited too long for a locked row before it reached a handler is answered with 429.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseAway extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseAway.class);
  private static final String AWAY = DatabaseAway.class.getName();
  private static final String SECONDS = "10";

  /** Whether this request has already failed for lack of the database. */
  static boolean met(HttpServletRequest request) {
    return request.getAttribute(AWAY) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException | ServletException e) {
      Throwable fault = away(e);
      if (response.isCommitted()) {
        throw e;
      }
      if (fault == null && isBusy(e)) {
        RuleFaults.comeAgain(request, response);
        return;
      }
      if (fault == null) {
        throw e;
      }
      LOG.error("no database: {}", NestedExceptionUtils.getMostSpecificCause(fault).toString());
      request.setAttribute(AWAY, true);
      response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }
  }

  /**
   * Whether the request waited too long for a lock before it reached a handler; later, {@link
   * RuleFaults} answers.
   */
  private static boolean isBusy(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PessimisticLockingFailureException) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Throwable away(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataAccessResourceFailureException
          || cause instanceof CannotCreateTransactionException
          || cause instanceof TransactionSystemException) {
        return cause;
      }
    }
    return null;
  }
}
