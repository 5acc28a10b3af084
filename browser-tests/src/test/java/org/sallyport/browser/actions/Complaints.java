package org.sallyport.browser.actions;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Problems reported by the browser: script and content-security-policy errors and warnings, files
 * that failed to load, and requests to other hosts.
 */
final class Complaints {
  private static final String LOADING = "Failed to load resource";

  private final List<String> all = new CopyOnWriteArrayList<>();
  private final String home;

  Complaints(BrowserContext profile, String home) {
    this.home = home;
    profile.onConsoleMessage(this::said);
    profile.onWebError(error -> all.add("script: " + error.error()));
    profile.onRequest(this::asked);
    profile.onResponse(this::answered);
  }

  List<String> all() {
    return List.copyOf(all);
  }

  /** A 4xx of the page itself is expected, but the browser logs it as a failed resource. */
  private void said(ConsoleMessage message) {
    boolean serious = message.type().equals("error") || message.type().equals("warning");
    if (serious && !message.text().startsWith(LOADING)) {
      all.add("console: " + message.text());
    }
  }

  private void asked(Request request) {
    if (!request.url().startsWith(home + "/") && !request.url().startsWith("data:")) {
      all.add("leaves the portal: " + request.url());
    }
  }

  /** Refusals to the phone app are expected, too: see its protocol. */
  private void answered(Response response) {
    boolean answer =
        response.request().isNavigationRequest() || response.url().startsWith(home + "/app/api/");
    if (response.status() >= 400 && !answer) {
      all.add(response.status() + ": " + response.url());
    }
  }
}
