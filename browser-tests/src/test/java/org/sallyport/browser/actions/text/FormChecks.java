package org.sallyport.browser.actions.text;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The checks of a browser before it sends a form (HTML, constraint validation). */
final class FormChecks {
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private FormChecks() {}

  /** Why the browser does not send the form; null if it does. */
  static @Nullable String problem(List<Element> controls) {
    for (Element control : controls) {
      if (Field.isEnabled(control) && !control.hasAttr("readonly")) {
        String problem = problem(control, controls);
        if (problem != null) {
          return problem + ": " + control.outerHtml();
        }
      }
    }
    return null;
  }

  private static @Nullable String problem(Element control, List<Element> controls) {
    boolean empty = isEmpty(control, controls);
    if (empty) {
      return control.hasAttr("required") ? "a required field is empty" : null;
    }
    String value = control.val();
    if (control.hasAttr("pattern") && !value.matches(control.attr("pattern"))) {
      return "a field does not match its pattern";
    }
    if (control.hasAttr("minlength")
        && value.length() < Integer.parseInt(control.attr("minlength"))) {
      return "a field is too short";
    }
    return Field.type(control).equals("email") && !ADDRESS.matcher(value).matches()
        ? "a field has no e-mail address"
        : null;
  }

  private static boolean isEmpty(Element control, List<Element> controls) {
    return switch (Field.type(control)) {
      case "checkbox" -> !control.hasAttr("checked");
      case "radio" ->
          controls.stream()
              .noneMatch(
                  it ->
                      Field.type(it).equals("radio")
                          && it.attr("name").equals(control.attr("name"))
                          && it.hasAttr("checked"));
      default -> String.join("", FormSubmission.values(control)).isEmpty();
    };
  }
}
