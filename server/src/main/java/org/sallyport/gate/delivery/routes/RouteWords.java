package org.sallyport.gate.delivery.routes;

import org.sallyport.platform.messages.Messages;

/** What is said of routes in general. */
final class RouteWords {
  private RouteWords() {}

  static String unclear() {
    return Messages.text("delivery.doubtful");
  }

  static String none() {
    return Messages.text("delivery.route.none");
  }

  static String busy() {
    return Messages.text("delivery.route.busy");
  }
}
