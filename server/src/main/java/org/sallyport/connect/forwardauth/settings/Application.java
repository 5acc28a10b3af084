package org.sallyport.connect.forwardauth.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An application behind a proxy that asks about each request.
 *
 * @param name in the settings
 * @param title on pages
 * @param address where people open it, for example "https://pacs.hosp.example"
 */
public record Application(
    String name, String title, String address, List<Rule> rules, @Nullable Boolean ignoreCase) {

  /**
   * The rules that a request has to satisfy; empty if none fits, and so nobody may. Unless the
   * settings say whether the application takes /Admin for /admin, there are two if it matters: the
   * first rule for the path as it is written, and the first one for the path in any case.
   */
  public List<Rule> rules(String method, String path) {
    if (ignoreCase != null) {
      return first(method, path, ignoreCase).stream().toList();
    }
    Optional<Rule> exact = first(method, path, false);
    return exact.isEmpty()
        ? List.of()
        : Stream.concat(exact.stream(), first(method, path, true).stream()).distinct().toList();
  }

  private Optional<Rule> first(String method, String path, boolean anyCase) {
    return rules.stream().filter(it -> it.fits(method, path, anyCase)).findFirst();
  }
}
