package org.sallyport.portal.sharing.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.sallyport.platform.access.Visitor;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Says that nothing was shared, while the archive does not answer. */
@ControllerAdvice(assignableTypes = {SharePage.class, ReferencePage.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class SharingUnreachable {
  @ExceptionHandler(ArchiveUnreachable.class)
  ModelAndView page(@AuthenticationPrincipal Visitor visitor, HttpServletResponse response) {
    response.setHeader("Retry-After", "10");
    return new ModelAndView(
        "sharing/unreachable", Map.of("visitor", visitor), HttpStatus.SERVICE_UNAVAILABLE);
  }
}
