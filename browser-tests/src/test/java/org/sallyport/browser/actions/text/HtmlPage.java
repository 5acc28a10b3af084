package org.sallyport.browser.actions.text;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A page that was loaded, and what was filled in on it.
 *
 * @param answersForm whether reloading it sends a form again
 */
record HtmlPage(
    URI address, HttpResponse<String> response, Document document, boolean answersForm) {
  private static final String CONTROLS = "input, select, textarea, button";

  static HtmlPage of(URI address, HttpResponse<String> response, boolean answersForm) {
    Document document = Jsoup.parse(response.body(), address.toString());
    return new HtmlPage(address, response, document, answersForm);
  }

  int status() {
    return response.statusCode();
  }

  HttpHeaders headers() {
    return response.headers();
  }

  Element body() {
    return document.body();
  }

  /** The form that a control belongs to; null if it belongs to none. */
  @Nullable Element form(Element control) {
    return control.hasAttr("form")
        ? document.getElementById(control.attr("form"))
        : control.closest("form");
  }

  /** All controls of the form that one belongs to. */
  List<Element> controls(Element one) {
    Element form = form(one);
    return document.select(CONTROLS).stream().filter(it -> Objects.equals(form(it), form)).toList();
  }

  AssertionError failure(String what) {
    return new AssertionError(
        "%s%non %s (%d): %s".formatted(what, address.getPath(), status(), Shown.text(body())));
  }
}
