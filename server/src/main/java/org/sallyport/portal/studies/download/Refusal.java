package org.sallyport.portal.studies.download;

import java.util.Map;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** Why nothing is downloaded, as a page. */
public enum Refusal {
  FORBIDDEN(HttpStatus.FORBIDDEN, "download.refused.forbidden"),
  FORBIDDEN_TO_GUESTS(HttpStatus.FORBIDDEN, "download.refused.guests"),
  SESSION_FULL(HttpStatus.TOO_MANY_REQUESTS, "download.refused.running"),
  OWNER_FULL(HttpStatus.TOO_MANY_REQUESTS, "download.refused.running-elsewhere"),
  NODE_FULL(HttpStatus.SERVICE_UNAVAILABLE, "download.refused.busy"),
  NOT_DELIVERED(HttpStatus.SERVICE_UNAVAILABLE, "download.refused.failed"),
  NOTHING(HttpStatus.UNPROCESSABLE_CONTENT, "download.refused.nothing"),
  NO_PICTURE(HttpStatus.UNPROCESSABLE_CONTENT, "download.refused.no-picture");

  private final HttpStatus status;
  private final String key;

  Refusal(HttpStatus status, String key) {
    this.status = status;
    this.key = key;
  }

  /** That this reader may not download. */
  static Refusal forbidden(Reader reader) {
    return switch (reader) {
      case Visitor _ -> FORBIDDEN;
      case Guest _ -> FORBIDDEN_TO_GUESTS;
    };
  }

  /** The page, with the way back to the study. */
  public ModelAndView page(Reader reader, StudyUid study) {
    Map<String, String> model =
        Map.of("sentence", Messages.text(key), "back", reader.studies() + "/" + study);
    return switch (reader) {
      case Visitor _ -> new ModelAndView("studies/refused", model, status);
      case Guest guest ->
          new ModelAndView("shared/refused", model, status).addObject("guest", guest);
    };
  }
}
