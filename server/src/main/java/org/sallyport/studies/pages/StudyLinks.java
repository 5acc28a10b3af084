package org.sallyport.studies.pages;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriComponentsBuilder;

/** Builds links within the list that keep the filter. */
final class StudyLinks {
  private final ListFilter filter;

  StudyLinks(ListFilter filter) {
    this.filter = filter;
  }

  String page(int page) {
    return list(filter.order(), filter.down(), filter.all() ? "all" : "", page);
  }

  /** All rows on one page. */
  String all() {
    return list(filter.order(), filter.down(), "all", 1);
  }

  /** Another order; the current one again reverses it. */
  String by(Order order) {
    boolean down = order == filter.order() ? !filter.down() : order.downAtFirst();
    return list(order, down, filter.all() ? "all" : "", 1);
  }

  private String list(Order order, boolean down, String rows, int page) {
    UriComponentsBuilder link = UriComponentsBuilder.fromPath("/studies");
    add(link, "q", filter.q());
    add(link, "modality", filter.modality());
    add(link, "date", filter.since().value());
    add(link, "institution", filter.institution());
    add(link, "new", filter.onlyNew() ? "yes" : "");
    add(link, "sort", order == Order.DATE ? "" : order.value());
    add(link, "dir", down == order.downAtFirst() ? "" : down ? "desc" : "asc");
    add(link, "rows", rows);
    add(link, "page", page == 1 ? "" : String.valueOf(page));
    return link.encode(StandardCharsets.UTF_8).build().toUriString();
  }

  private static void add(UriComponentsBuilder link, String name, String value) {
    if (!value.isEmpty()) {
      // A URI variable, so that "&", "+" and braces of the value are encoded too.
      link.queryParam(name, "{" + name + "}").uriVariables(java.util.Map.of(name, value));
    }
  }
}
