package org.sallyport.browser.actions.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * What a browser without script shows of a page: no hidden elements, of closed {@code details} the
 * summary, and {@code noscript}. Style sheets are not read.
 */
final class Shown {
  private static final String NEVER =
      "[hidden], head, script, style, template, datalist, dialog:not([open]), input[type=hidden]";
  private static final String NO_TEXT = NEVER + ", textarea, svg title, svg desc";
  private static final String CLOSED = "details:not([open])";

  private Shown() {}

  static boolean is(Element element) {
    return element.closest(NEVER) == null && closedAround(element).isEmpty();
  }

  /** Whether an element is shown once the {@code details} around it are opened. */
  static boolean canBe(Element element) {
    return element.closest(NEVER) == null;
  }

  /** Opens the {@code details} around an element. */
  static void open(Element element) {
    closedAround(element).forEach(details -> details.attr("open", true));
  }

  /** The closed {@code details} that hide an element, which is not in their summary. */
  private static List<Element> closedAround(Element element) {
    List<Element> closed = new ArrayList<>();
    Element child = element;
    for (Element parent : element.parents()) {
      if (parent.is(CLOSED) && !Objects.equals(summary(parent), child)) {
        closed.add(parent);
      }
      child = parent;
    }
    return closed;
  }

  private static @Nullable Element summary(Element details) {
    return details.selectFirst("> summary");
  }

  /** The shown text of an element, in one line. */
  static String text(Element element) {
    if (!is(element)) {
      return "";
    }
    Element copy = element.clone();
    copy.select(NO_TEXT).stream().filter(it -> !it.equals(copy)).forEach(Element::remove);
    copy.select(CLOSED).forEach(Shown::keepSummary);
    return oneLine(copy.text());
  }

  private static void keepSummary(Element details) {
    Element summary = summary(details);
    List.copyOf(details.childNodes()).stream()
        .filter(it -> !it.equals(summary))
        .forEach(Node::remove);
  }

  /** Text with a space for each run of white space; no-break spaces are spaces. */
  static String oneLine(String text) {
    return text.replaceAll("[\\s\\u00a0]+", " ").strip();
  }
}
