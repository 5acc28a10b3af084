package org.sallyport.edge.web.faults;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Maps exceptions that implement a rule to responses. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
@RequiredArgsConstructor
class RuleFaults {

  private final BusyAnswers answers;

  /** A request that waited too long for a locked row (rule 13). */
  @ExceptionHandler(PessimisticLockingFailureException.class)
  void busy(
      PessimisticLockingFailureException fault,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    answers.row(request, response, fault);
  }

  /**
   * A request without a database. Left to Spring, an exception of a transaction whose cause is an
   * EOFException counts as that of a client that has gone, and is answered by an empty page with
   * status 200.
   */
  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    CannotCreateTransactionException.class,
    TransactionSystemException.class
  })
  void away(RuntimeException fault, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answers.database(request, response, fault);
  }
}
