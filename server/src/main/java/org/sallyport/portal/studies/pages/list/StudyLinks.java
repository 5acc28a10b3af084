package org.sallyport.portal.studies.pages.list;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.portal.studies.list.StudyPosition;
import org.springframework.web.util.UriComponentsBuilder;

/** Builds links within the list that keep the filter. */
@RequiredArgsConstructor
final class StudyLinks {
  private final ListFilter filter;

  /** The first page. */
  String first() {
    return list(filter.order(), filter.down(), "", "");
  }

  /** The page that begins after a study. */
  String after(StudyPosition position) {
    return list(filter.order(), filter.down(), "after", position.text());
  }

  /** The page that ends before a study. */
  String before(StudyPosition position) {
    return list(filter.order(), filter.down(), "before", position.text());
  }

  /** This page. */
  String here() {
    if (filter.after() != null) {
      return after(filter.after());
    }
    return filter.before() == null ? first() : before(filter.before());
  }

  /** The parameters of this page, for a form. */
  List<ListView.Field> fields() {
    List<ListView.Field> fields = new ArrayList<>();
    UriComponentsBuilder.fromUriString(here())
        .build()
        .getQueryParams()
        .forEach(
            (name, values) -> fields.add(new ListView.Field(name, decoded(values.getFirst()))));
    return fields;
  }

  /** The value of a parameter. A "+" stands for itself, not for a space. */
  private static String decoded(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Another order; the current one again reverses it. */
  String by(Order order) {
    boolean down = order == filter.order() ? !filter.down() : order.downAtFirst();
    return list(order, down, "", "");
  }

  private String list(Order order, boolean down, String side, String place) {
    UriComponentsBuilder link = UriComponentsBuilder.fromPath("/studies");
    add(link, "q", filter.q());
    add(link, "modality", filter.modality());
    add(link, "date", filter.since().value());
    add(link, "institution", filter.institution());
    add(link, "new", filter.onlyNew() ? "yes" : "");
    add(link, "sort", order == Order.DATE ? "" : order.value());
    add(link, "dir", down == order.downAtFirst() ? "" : down ? "desc" : "asc");
    add(link, side, place);
    return link.encode(StandardCharsets.UTF_8).build().toUriString();
  }

  private static void add(UriComponentsBuilder link, String name, String value) {
    if (!value.isEmpty()) {
      // A URI variable, so that "&", "+" and braces of the value are encoded too.
      link.queryParam(name, "{" + name + "}").uriVariables(java.util.Map.of(name, value));
    }
  }
}
