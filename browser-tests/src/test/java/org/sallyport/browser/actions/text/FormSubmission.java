package org.sallyport.browser.actions.text;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/** What a browser sends when a button of a form is pressed (HTML, form submission). */
final class FormSubmission {
  private static final Set<String> BUTTONS = Set.of("submit", "button", "reset", "image");
  private static final String URLENCODED = "application/x-www-form-urlencoded";

  private final HtmlPage page;
  private final Element form;
  private final Element button;

  private FormSubmission(HtmlPage page, Element form, Element button) {
    this.page = page;
    this.form = form;
    this.button = button;
  }

  static Navigation by(Element button, HtmlPage page) {
    Element form = page.form(button);
    String type = button.attr("type").toLowerCase(Locale.ROOT);
    if (form == null || type.equals("button") || type.equals("reset")) {
      throw page.failure("without script this button does nothing: " + button.outerHtml());
    }
    FormSubmission submission = new FormSubmission(page, form, button);
    submission.check();
    return submission.navigation();
  }

  private void check() {
    if (form.hasAttr("novalidate") || button.hasAttr("formnovalidate")) {
      return;
    }
    String problem = FormChecks.problem(page.controls(button));
    if (problem != null) {
      throw page.failure("a browser does not send this form, as " + problem);
    }
  }

  private Navigation navigation() {
    String encoding = of("enctype");
    if (!of("target").isEmpty() || !(encoding.isEmpty() || encoding.equals(URLENCODED))) {
      throw page.failure("not known here: " + form.shallowClone() + button);
    }
    return switch (of("method").toLowerCase(Locale.ROOT)) {
      case "post" -> Navigation.form(URI.create(action()), encoded(), page);
      case "get", "" ->
          Navigation.link(URI.create(action().replaceAll("\\?.*", "") + "?" + encoded()), page);
      default -> throw page.failure("not known here: " + form.shallowClone());
    };
  }

  private String action() {
    String action =
        button.hasAttr("formaction") ? button.absUrl("formaction") : form.absUrl("action");
    return action.isEmpty() ? page.address().toString() : action;
  }

  /** An attribute of the form, unless the button has its own. */
  private String of(String attribute) {
    return button.hasAttr("form" + attribute)
        ? button.attr("form" + attribute)
        : form.attr(attribute);
  }

  private String encoded() {
    List<String> entries = new ArrayList<>();
    for (Element control : page.controls(button)) {
      if (isSent(control)) {
        values(control).forEach(value -> entries.add(entry(control.attr("name"), value)));
      }
    }
    return String.join("&", entries);
  }

  private boolean isSent(Element control) {
    if (control.attr("name").isEmpty() || !Field.isEnabled(control)) {
      return false;
    }
    if (control.normalName().equals("button") || BUTTONS.contains(Field.type(control))) {
      return control.equals(button);
    }
    return switch (Field.type(control)) {
      case "checkbox", "radio" -> control.hasAttr("checked");
      case "file" -> throw page.failure("not known here: " + control);
      default -> control.closest("datalist, template") == null;
    };
  }

  static List<String> values(Element control) {
    if (!control.normalName().equals("select")) {
      boolean box = Set.of("checkbox", "radio").contains(Field.type(control));
      return List.of(box && !control.hasAttr("value") ? "on" : control.val());
    }
    List<String> chosen =
        control.select("option[selected]:not([disabled])").stream()
            .map(FormSubmission::value)
            .toList();
    if (!chosen.isEmpty() || control.hasAttr("multiple")) {
      return chosen;
    }
    return control.select("option:not([disabled])").stream()
        .limit(1)
        .map(FormSubmission::value)
        .toList();
  }

  static String value(Element option) {
    return option.hasAttr("value") ? option.attr("value") : option.text();
  }

  private static String entry(String name, String value) {
    String lines = value.replaceAll("\r\n|\r|\n", "\r\n");
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(lines, StandardCharsets.UTF_8);
  }
}
