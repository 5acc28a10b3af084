package org.sallyport.browser.actions;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.WebError;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Problems reported by the browser: script and content-security-policy errors and warnings, files
 * that failed to load, and requests to other hosts.
 */
final class BrowserProblems {
  /** The files of Chromium's own viewer of documents. */
  private static final String PDF_VIEWER = "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/";

  private static final String LOADING = "Failed to load resource";

  /** Images and videos of studies and of shares, and the previews of their series. */
  private static final String IMAGES =
      "(?:/shared)?/(?:dicom-web/.*|studies/[^/]+/(?:series/[^/]+/preview.*|objects/[^/]+/video))";

  private final Set<String> destinations = ConcurrentHashMap.newKeySet();
  private final List<String> all = new CopyOnWriteArrayList<>();
  private final Consumer<ConsoleMessage> said = this::said;
  private final Consumer<WebError> failed = this::failed;
  private final Consumer<Request> asked = this::asked;
  private final Consumer<Response> answered = this::answered;
  private final BrowserContext profile;
  private final String home;

  BrowserProblems(BrowserContext profile, String home) {
    this.profile = profile;
    this.home = home;
    profile.onConsoleMessage(said);
    profile.onWebError(failed);
    profile.onRequest(asked);
    profile.onResponse(answered);
  }

  /** Stops listening, before the profile gets another window. */
  void stop() {
    profile.offConsoleMessage(said);
    profile.offWebError(failed);
    profile.offRequest(asked);
    profile.offResponse(answered);
  }

  /** The browser may go there, too: an application that signs people in here. */
  void expect(String destination) {
    destinations.add(destination);
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

  private void failed(WebError error) {
    all.add("script: " + error.error());
  }

  private void asked(Request request) {
    String url = request.url();
    boolean ownData = url.startsWith("data:") || url.startsWith("blob:" + home + "/");
    boolean ownFile = url.startsWith(PDF_VIEWER) || url.startsWith("chrome://resources/");
    boolean expected = destinations.stream().anyMatch(url::startsWith);
    if (!url.startsWith(home + "/") && !ownData && !ownFile && !expected) {
      all.add("leaves the portal: " + request.url());
    }
  }

  /**
   * Refusals to the phone app are expected, too: see its protocol. So is "not acceptable" for
   * images, as the archive cannot render all of them, and "not authorized" after a session has
   * ended; the viewer says both in the image's place.
   */
  private void answered(Response response) {
    boolean answer =
        response.request().isNavigationRequest() || response.url().startsWith(home + "/app/api/");
    boolean ofViewer =
        (response.status() == 406 || response.status() == 401)
            && response.url().matches(Pattern.quote(home) + IMAGES);
    if (response.status() >= 400 && !answer && !ofViewer) {
      all.add(response.status() + ": " + response.url());
    }
  }
}
