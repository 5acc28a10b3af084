package org.sallyport.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script: cookies, forms with their hidden token, redirects. */
final class PortalClient {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final URI portal;
  private final Map<String, String> cookies = new TreeMap<>();
  private String token = "";

  PortalClient(int port) {
    this.portal = URI.create("http://localhost:" + port);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(portal.resolve(path)));
  }

  /** Submits a form and follows redirects. */
  HttpResponse<String> post(String path, String field, String value, String... more)
      throws IOException, InterruptedException {
    StringBuilder form = new StringBuilder(pair("_csrf", token)).append(pair(field, value));
    for (int i = 0; i < more.length; i += 2) {
      form.append(pair(more[i], more[i + 1]));
    }
    return send(
        HttpRequest.newBuilder(portal.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.toString())));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    String all =
        cookies.entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    request.header("Accept", "text/html").header("Cookie", all);
    HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    Matcher hidden = TOKEN.matcher(answer.body());
    if (hidden.find()) {
      token = hidden.group(1);
    }
    String location = answer.headers().firstValue("Location").orElse("");
    return location.isEmpty() ? answer : get(URI.create(location).getPath());
  }

  private static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&";
  }
}
