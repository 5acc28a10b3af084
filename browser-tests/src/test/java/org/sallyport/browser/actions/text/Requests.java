package org.sallyport.browser.actions.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The requests of one browser, with the headers of Chromium and its cookies. */
final class Requests {
  /** Chromium on Linux. */
  static final String USER_AGENT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
          + "Chrome/142.0.0.0 Safari/537.36";

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int MOST_REDIRECTS = 20;
  private static final int FIRST_ERROR = 400;

  private final URI home;
  private final String userAgent;
  private final CookieJar cookies;

  Requests(URI home, String userAgent, CookieJar cookies) {
    this.home = home;
    this.userAgent = userAgent;
    this.cookies = cookies;
  }

  /** Loads a page, and follows redirects to it. */
  HtmlPage load(Navigation first) {
    Navigation navigation = first;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      HttpResponse<String> response = send(navigation);
      String location = location(response);
      if (location.isEmpty()) {
        return page(navigation, response);
      }
      navigation = navigation.redirected(response.statusCode(), navigation.to().resolve(location));
    }
    throw new AssertionError("too many redirects from " + first.to());
  }

  /** Where a response redirects to; empty if it does not. */
  static String location(HttpResponse<?> response) {
    return switch (response.statusCode()) {
      case 301, 302, 303, 307, 308 -> header(response.headers(), "Location");
      default -> "";
    };
  }

  private static HtmlPage page(Navigation navigation, HttpResponse<String> response) {
    HttpHeaders headers = response.headers();
    boolean html = header(headers, "Content-Type").startsWith("text/html");
    boolean emptyError = response.statusCode() >= FIRST_ERROR && response.body().isEmpty();
    if ((!html && !emptyError) || header(headers, "Content-Disposition").startsWith("attachment")) {
      throw new AssertionError("no page but %d %s".formatted(response.statusCode(), headers.map()));
    }
    return HtmlPage.of(navigation.to(), response, navigation.isForm());
  }

  /** Sends one request, and stores the cookies of its response. */
  HttpResponse<String> send(Navigation navigation) {
    URI to = navigation.to();
    if (!home.getAuthority().equals(to.getAuthority())
        || !home.getScheme().equals(to.getScheme())) {
      throw new AssertionError("leaves the portal: " + to);
    }
    try {
      HttpResponse<String> response = HTTP.send(request(navigation), BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(it -> cookies.take(it, to));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest request(Navigation navigation) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(navigation.to())
            .timeout(TIMEOUT)
            .header("User-Agent", userAgent)
            .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
            .header("Accept-Language", "en-GB")
            .header("Sec-Fetch-Site", navigation.from() == null ? "none" : "same-origin")
            .header("Sec-Fetch-Mode", "navigate")
            .header("Sec-Fetch-Dest", "document")
            .header("Sec-Fetch-User", "?1");
    String sent = cookies.sentTo(navigation.to());
    if (!sent.isEmpty()) {
      request.header("Cookie", sent);
    }
    addOrigin(request, navigation);
    String body = navigation.body();
    return body == null
        ? request.GET().build()
        : request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
  }

  /** Which page a request comes from, as far as that page's policy tells it. */
  private void addOrigin(HttpRequest.Builder request, Navigation navigation) {
    HtmlPage from = navigation.from();
    if (from == null) {
      return;
    }
    boolean hidden = header(from.headers(), "Referrer-Policy").equals("no-referrer");
    if (!hidden) {
      request.header("Referer", from.address().toString());
    }
    if (navigation.isForm()) {
      request.header("Origin", hidden ? "null" : home.toString());
    }
  }

  static String header(HttpHeaders headers, String name) {
    return headers.firstValue(name).orElse("");
  }
}
