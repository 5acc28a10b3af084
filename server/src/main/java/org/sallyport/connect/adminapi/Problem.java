package org.sallyport.connect.adminapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Why a call was not answered as asked (RFC 9457).
 *
 * @param type "about:blank": the status says what kind of problem it is
 * @param title of the status
 * @param detail a sentence for whoever runs the program
 * @param errors what is wrong, by the name of the field; null if it is about no field
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type, String title, int status, String detail, @Nullable Map<String, String> errors) {

  static Problem of(int status, String detail) {
    return new Problem("about:blank", title(status), status, detail, null);
  }

  private static String title(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? Integer.toString(status) : known.getReasonPhrase();
  }

  /**
   * An answer.
   *
   * @param key of its detail in the message bundle
   */
  static ResponseEntity<Object> answer(HttpStatus status, String key, Object... values) {
    return said(status, Messages.text(key, values));
  }

  /** An answer with a sentence that is there. */
  static ResponseEntity<Object> said(HttpStatus status, String detail) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(of(status.value(), detail));
  }

  /** 503, with the time after which the program may try again. */
  static ResponseEntity<Object> later(int seconds, String key) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, Integer.toString(seconds))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(of(HttpStatus.SERVICE_UNAVAILABLE.value(), Messages.text(key)));
  }

  /** 422, with a sentence for each field. */
  static ResponseEntity<Object> ofFields(Map<String, String> errors) {
    return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            new Problem(
                "about:blank",
                title(HttpStatus.UNPROCESSABLE_CONTENT.value()),
                HttpStatus.UNPROCESSABLE_CONTENT.value(),
                Messages.text("api.fields"),
                errors));
  }
}
