package org.sallyport.browser.actions;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a browser complains of: errors and warnings of scripts and of the content policy, files that
 * did not come, and requests that leave the portal.
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

  /** A page's own 4xx is an answer; the browser notes it as a failed resource all the same. */
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

  /** What the phone app is refused is an answer, too: see its protocol. */
  private void answered(Response response) {
    boolean answer =
        response.request().isNavigationRequest() || response.url().startsWith(home + "/app/api/");
    if (response.status() >= 400 && !answer) {
      all.add(response.status() + ": " + response.url());
    }
  }
}
