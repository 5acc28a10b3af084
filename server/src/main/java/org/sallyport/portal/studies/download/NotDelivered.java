package org.sallyport.portal.studies.download;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.apache.coyote.CloseNowException;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.studies.objects.ArchiveFailed;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/** The answers of {@link SendsFiles} when the archive does not deliver. */
@ControllerAdvice(annotations = SendsFiles.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class NotDelivered {
  /** Nothing was sent yet: a page, with the way back to the study. */
  @ExceptionHandler({ArchiveFailed.class, ArchiveUnreachable.class})
  ModelAndView page(@AuthenticationPrincipal Reader reader, HttpServletRequest request) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    String uid = variables instanceof Map<?, ?> all ? String.valueOf(all.get("uid")) : "";
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    return Refusal.NOT_DELIVERED.page(reader, study);
  }

  /** Makes Tomcat close the connection, so that the client sees that the file is incomplete. */
  @ExceptionHandler
  void broken(CloseNowException fault) throws CloseNowException {
    throw fault;
  }
}
