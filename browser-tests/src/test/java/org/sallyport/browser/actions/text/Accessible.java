package org.sallyport.browser.actions.text;

import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Element;

/** Roles, names and labels of elements, as far as the portal's pages need them (WAI-ARIA). */
final class Accessible {
  private static final Map<AriaRole, String> ROLES =
      Map.of(
          AriaRole.ALERT, "[role=alert]",
          AriaRole.BUTTON,
              "button:not([role]), input[type=submit], input[type=button], [role=button]",
          AriaRole.CHECKBOX, "input[type=checkbox]:not([role]), [role=checkbox]",
          AriaRole.DIALOG, "dialog:not([role]), [role=dialog]",
          AriaRole.HEADING, "h1, h2, h3, h4, h5, h6, [role=heading]",
          AriaRole.LINK, "a[href]:not([role]), [role=link]",
          AriaRole.RADIO, "input[type=radio]:not([role]), [role=radio]",
          AriaRole.STATUS, "[role=status], output",
          AriaRole.TEXTBOX,
              "input:not([type]), input[type=text], input[type=email], input[type=tel], textarea");

  private static final String FIELDS = "input:not([type=hidden]), select, textarea";

  private Accessible() {}

  /** The elements of a role below another one; hidden ones too, but none of a picture. */
  static List<Element> all(AriaRole role, Element below) {
    String selector = ROLES.get(role);
    if (selector == null) {
      throw new IllegalArgumentException("not known here: " + role);
    }
    return below.select(selector).stream()
        .filter(it -> it.closest("[aria-hidden=true]") == null)
        .toList();
  }

  /** Those of a role whose name contains a text, in any case. */
  static List<Element> named(AriaRole role, String name, Element below) {
    String part = Shown.oneLine(name).toLowerCase(Locale.ROOT);
    return all(role, below).stream()
        .filter(it -> name(it).toLowerCase(Locale.ROOT).contains(part))
        .toList();
  }

  static List<Element> fields(String label, Element below) {
    return below.select(FIELDS).stream().filter(it -> labels(it).contains(label)).toList();
  }

  private static String name(Element element) {
    List<String> given = given(element);
    if (!given.isEmpty()) {
      return String.join(" ", given);
    }
    return element.normalName().equals("input") ? element.val() : content(element);
  }

  private static String content(Element element) {
    Element copy = element.clone();
    copy.select("[aria-hidden=true], [hidden], script, style").stream()
        .filter(it -> !it.equals(copy))
        .forEach(Element::remove);
    String text = Shown.oneLine(copy.text());
    return text.isEmpty() ? element.attr("title") : text;
  }

  private static List<String> labels(Element field) {
    List<String> labels = new ArrayList<>(given(field));
    if (labels.isEmpty()) {
      for (Element label : root(field).select("label")) {
        if (isOf(label, field)) {
          labels.add(Shown.oneLine(label.text()));
        }
      }
    }
    return labels;
  }

  private static boolean isOf(Element label, Element field) {
    return label.hasAttr("for")
        ? label.attr("for").equals(field.id())
        : Objects.equals(label.selectFirst(FIELDS), field);
  }

  /** The names that attributes give. */
  private static List<String> given(Element element) {
    if (element.hasAttr("aria-labelledby")) {
      return referred(element, "aria-labelledby").stream()
          .map(it -> Shown.oneLine(it.text()))
          .toList();
    }
    String label = Shown.oneLine(element.attr("aria-label"));
    return label.isEmpty() ? List.of() : List.of(label);
  }

  /** The elements whose ids an attribute lists. */
  static List<Element> referred(Element element, String attribute) {
    List<Element> referred = new ArrayList<>();
    for (String id : Shown.oneLine(element.attr(attribute)).split(" ", -1)) {
      if (!id.isEmpty()) {
        referred.add(called(id, element));
      }
    }
    return referred;
  }

  private static Element called(String id, Element by) {
    Element called = root(by).getElementById(id);
    if (called == null) {
      throw new AssertionError("nothing has the id " + id + ", which is referred to by " + by);
    }
    return called;
  }

  private static Element root(Element element) {
    return Objects.requireNonNull(element.ownerDocument(), "an element of a page");
  }
}
