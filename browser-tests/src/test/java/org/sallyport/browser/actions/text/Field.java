package org.sallyport.browser.actions.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The fields of a page with one label: exactly one, for all but {@link #count}. */
public final class Field {
  private static final Set<String> TEXT =
      Set.of("text", "password", "email", "tel", "url", "search", "number", "date");
  private static final String DISABLED = "[disabled], fieldset[disabled] *";

  private final HtmlPage page;
  private final String label;
  private final List<Element> elements;

  Field(HtmlPage page, String label) {
    this.page = page;
    this.label = label;
    this.elements = Accessible.fields(label, page.body());
  }

  public int count() {
    return elements.size();
  }

  public boolean isEnabled() {
    return isEnabled(one());
  }

  public boolean isDisabled() {
    return !isEnabled();
  }

  public boolean isChecked() {
    return one().hasAttr("checked");
  }

  public String inputValue() {
    return one().val();
  }

  /** Null if the field has no such attribute. */
  public @Nullable String getAttribute(String name) {
    return one().hasAttr(name) ? one().attr(name) : null;
  }

  /** Leaves out a check of the browser, which a caller of the portal need not make. */
  public void removeAttribute(String name) {
    one().removeAttr(name);
  }

  /** The text that describes the field to a screen reader. */
  public String description() {
    return Accessible.referred(one(), "aria-describedby").stream()
        .map(it -> Shown.is(it) ? Shown.text(it) : Shown.oneLine(it.text()))
        .collect(Collectors.joining(" "));
  }

  void type(String text) {
    Element field = usable();
    String type = type(field);
    if (!field.normalName().equals("textarea") && !TEXT.contains(type)) {
      throw page.failure("nothing can be typed into \"" + label + "\", a field of type " + type);
    }
    if (field.hasAttr("readonly")) {
      throw page.failure("\"" + label + "\" is read-only");
    }
    if (field.hasAttr("maxlength") && text.length() > Integer.parseInt(field.attr("maxlength"))) {
      throw page.failure("\"" + label + "\" takes " + field.attr("maxlength") + " characters only");
    }
    field.val(text);
  }

  /** Ticks a box, or selects a radio button. Opens what it is folded into. */
  void tick() {
    Shown.open(one());
    Element field = usable();
    switch (type(field)) {
      case "checkbox" -> {}
      case "radio" ->
          page.controls(field).stream()
              .filter(it -> type(it).equals("radio") && it.attr("name").equals(field.attr("name")))
              .forEach(it -> it.removeAttr("checked"));
      default -> throw page.failure("\"" + label + "\" is nothing to tick");
    }
    field.attr("checked", true);
  }

  /** Chooses an option of a list, by its value. */
  void choose(String value) {
    Element field = usable();
    List<Element> options =
        field.select("option").stream()
            .filter(it -> FormSubmission.value(it).equals(value) && isEnabled(it))
            .toList();
    if (!field.normalName().equals("select") || options.size() != 1) {
      throw page.failure("\"" + label + "\" has no option " + value);
    }
    field.select("option[selected]").forEach(it -> it.removeAttr("selected"));
    options.getFirst().attr("selected", true);
  }

  private Element usable() {
    Element field = one();
    if (!Shown.is(field)) {
      throw page.failure("the field \"" + label + "\" is hidden");
    }
    if (!isEnabled(field)) {
      throw page.failure("the field \"" + label + "\" is disabled");
    }
    return field;
  }

  private Element one() {
    if (elements.size() != 1) {
      throw page.failure(elements.size() + " fields are called \"" + label + "\"");
    }
    return elements.getFirst();
  }

  static String type(Element field) {
    return field.normalName().equals("input") && !field.hasAttr("type")
        ? "text"
        : field.attr("type").toLowerCase(Locale.ROOT);
  }

  static boolean isEnabled(Element control) {
    return !control.is(DISABLED);
  }
}
