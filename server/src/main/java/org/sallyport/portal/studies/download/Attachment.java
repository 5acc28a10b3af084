package org.sallyport.portal.studies.download;

import jakarta.servlet.http.HttpServletResponse;
import org.sallyport.portal.studies.dicomweb.Relay;

/** The headers of a file that a browser saves and never shows in the portal's origin. */
final class Attachment {
  private Attachment() {}

  /**
   * Sets the headers.
   *
   * @param name of letters, digits, dots and hyphens; no name of a patient
   */
  static void head(HttpServletResponse response, String type, String name) {
    Relay.guard(response);
    response.setContentType(type);
    response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }
}
