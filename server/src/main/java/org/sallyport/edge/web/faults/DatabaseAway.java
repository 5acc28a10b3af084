package org.sallyport.edge.web.faults;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 while the database is unavailable or all connections to it are in use. A request that
 * waited too long for a locked row before it reached a handler is answered with 429. Error pages
 * never query the database.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
@RequiredArgsConstructor
class DatabaseAway extends OncePerRequestFilter {
  private final BusyAnswers answers;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException | ServletException e) {
      Throwable fault = away(e);
      if (response.isCommitted() || (fault == null && !isBusy(e))) {
        throw e;
      }
      if (fault == null) {
        answers.row(request, response, e);
      } else {
        answers.database(request, response, fault);
      }
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
