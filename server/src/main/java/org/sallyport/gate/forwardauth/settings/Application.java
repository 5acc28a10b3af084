package org.sallyport.gate.forwardauth.settings;

import java.util.List;
import java.util.Optional;

/**
 * An application behind a proxy that asks about each request.
 *
 * @param name in the settings
 * @param title on pages
 * @param address where people open it, for example "https://pacs.hosp.example"
 */
public record Application(
    String name, String title, String address, List<Rule> rules, boolean ignoreCase) {

  /** The rule that decides about a request; empty if none fits, and so nobody may. */
  public Optional<Rule> rule(String method, String path) {
    return rules.stream().filter(it -> it.fits(method, path, ignoreCase)).findFirst();
  }
}
