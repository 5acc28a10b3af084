package org.sallyport.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Maps exceptions that implement a rule to responses. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RuleFaults {

  /** Answers 429 to a request that waited too long for a locked row (rule 13). */
  @ExceptionHandler(PessimisticLockingFailureException.class)
  void busy(HttpServletRequest request, HttpServletResponse response) throws IOException {
    comeAgain(request, response);
  }

  static void comeAgain(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, "1");
    request.setAttribute("retryAfterSeconds", 1);
    response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
  }
}
