package org.sallyport.portal.studies.download;

import jakarta.servlet.http.HttpServletResponse;
import org.sallyport.portal.studies.dicomweb.Relay;

/** The headers of a file that a browser saves, or shows in a frame of the portal's pages. */
final class Attachment {
  /**
   * Of a file that is shown. It has no sandbox: some browsers' PDF viewers do not load in one. With
   * its fixed type and without sniffing, no browser takes it for a page of the portal's origin.
   */
  private static final String SHOWN =
      "default-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

  private Attachment() {}

  /**
   * Sets the headers.
   *
   * @param name of letters, digits, dots and hyphens; no name of a patient
   */
  static void head(HttpServletResponse response, String type, String name) {
    head(response, type, "attachment", name);
  }

  /** The same for a file that the browser shows itself; only pages of the portal may frame it. */
  static void headOfShown(HttpServletResponse response, String type, String name) {
    head(response, type, "inline", name);
    response.setHeader("Content-Security-Policy", SHOWN);
    response.setHeader("X-Frame-Options", "SAMEORIGIN");
  }

  private static void head(
      HttpServletResponse response, String type, String disposition, String name) {
    Relay.guard(response);
    response.setContentType(type);
    response.setHeader("Content-Disposition", disposition + "; filename=\"" + name + "\"");
  }
}
