package org.sallyport.platform.messages;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * The answer to a form whose content is refused: 422 (RFC 9110, 15.5.21), with the page that has
 * the form again and says what is wrong.
 */
public final class RefusedForm {
  private RefusedForm() {}

  public static void answer(HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
  }

  /**
   * The same with a value for the page.
   *
   * @param name of the value in the page's model
   */
  public static void answer(
      HttpServletResponse response, Model model, String name, @Nullable Object value) {
    answer(response);
    model.addAttribute(name, value);
  }
}
