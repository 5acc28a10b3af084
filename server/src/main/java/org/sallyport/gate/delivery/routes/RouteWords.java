package org.sallyport.gate.delivery.routes;

import org.sallyport.gate.delivery.StoredText;

/** What is said of routes in general. */
final class RouteWords {
  private RouteWords() {}

  static String unclear() {
    return StoredText.of("delivery.doubtful");
  }

  static String none() {
    return StoredText.of("delivery.route.none");
  }

  static String withdrawn() {
    return StoredText.of("delivery.withdrawn");
  }

  static String busy() {
    return StoredText.of("delivery.route.busy");
  }
}
