package org.sallyport.connect.scim;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers refused requests of SCIM. */
@ControllerAdvice("org.sallyport.connect.scim")
@Order(Ordered.HIGHEST_PRECEDENCE)
@RequiredArgsConstructor
class ScimRefusals {
  private final ScimPaths paths;

  @ExceptionHandler
  void refused(ScimRefusal refusal, HttpServletResponse response) throws IOException {
    paths.answer(refusal, response);
  }
}
