package org.sallyport.portal.studies.dicomweb;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;

/**
 * Refusals below /dicom-web: one line of text, the same whether a resource does not exist or is not
 * accessible.
 */
enum DicomWebRefusal {
  NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
  NOT_IN_THAT_FORM(HttpStatus.NOT_ACCEPTABLE, "The archive cannot give it in that form"),
  NOT_UNDERSTOOD(HttpStatus.BAD_REQUEST, "The query is not understood"),
  TOO_BROAD(
      HttpStatus.CONTENT_TOO_LARGE,
      "The search looks through too many studies: add StudyDate, PatientID or another attribute"),
  ONLY_GET(HttpStatus.METHOD_NOT_ALLOWED, "Only GET"),
  ARCHIVE_SILENT(HttpStatus.SERVICE_UNAVAILABLE, "The image archive does not answer");

  private final HttpStatus status;
  private final String words;

  DicomWebRefusal(HttpStatus status, String words) {
    this.status = status;
    this.words = words;
  }

  void write(HttpServletResponse response) throws IOException {
    response.resetBuffer();
    response.setStatus(status.value());
    response.setContentType("text/plain;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    byte[] line = (words + "\n").getBytes(StandardCharsets.UTF_8);
    response.setContentLength(line.length);
    response.getOutputStream().write(line);
  }
}
