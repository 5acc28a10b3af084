package org.sallyport.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser without script: keeps cookies, sends each form with the hidden token of its page, does
 * not follow redirects automatically.
 */
public final class Browser {
  /** Firefox on Windows. */
  public static final String FIREFOX =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern FORM =
      Pattern.compile("(?s)<form [^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final URI home;
  private final String userAgent;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String token = "";
  private String page = "";

  public Browser(int port) {
    this(port, FIREFOX);
  }

  public Browser(int port, String userAgent) {
    this.home = URI.create("http://localhost:" + port);
    this.userAgent = userAgent;
  }

  /** A response: status, redirect target and page. */
  public record Page(int status, String location, String body, HttpResponse<String> response) {
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The page's text without markup, entities resolved as far as tests need it. */
    public String text() {
      return body.replaceAll("(?s)<(script|style).*?</\\1>", " ")
          .replaceAll("<[^>]*>", " ")
          .replace("&amp;", "&")
          .replace("&#39;", "'")
          .replace("&gt;", ">")
          .replaceAll("\\s+", " ")
          .strip();
    }
  }

  public Page get(String path) {
    return send(request(path).GET().build());
  }

  /** Posts a form with the hidden token of the last page that had one. */
  public Page post(String path, String... fields) {
    return postRaw(path, form(fields));
  }

  /**
   * Submits the form with that action on the last page that had forms, with all its hidden fields.
   *
   * @param action may have a query, which the page's form has not
   */
  public Page submit(String action, String... fields) {
    List<String> all = new ArrayList<>();
    Matcher hidden = HIDDEN.matcher(formOf(action.replaceAll("\\?.*", "")));
    while (hidden.find()) {
      if (!hidden.group(1).equals("_csrf")) {
        all.add(hidden.group(1));
        all.add(hidden.group(2));
      }
    }
    all.addAll(List.of(fields));
    return post(action, all.toArray(String[]::new));
  }

  private String formOf(String action) {
    Matcher form = FORM.matcher(page);
    while (form.find()) {
      if (form.group(1).equals(action)) {
        return form.group(2);
      }
    }
    throw new AssertionError("no form for " + action + " on the page");
  }

  /** Encodes a form with the hidden token of the last page that had one. */
  public String form(String... fields) {
    String body = "_csrf=" + encode(token);
    for (int i = 0; i < fields.length; i += 2) {
      body += "&" + encode(fields[i]) + "=" + encode(fields[i + 1]);
    }
    return body;
  }

  /** Posts a body unchanged. */
  public Page postRaw(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Sends a request with any method. */
  public Page method(String method, String path) {
    return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()).build());
  }

  /** Follows redirects. */
  public Page follow(Page page) {
    Page at = page;
    for (int i = 0; i < 8 && at.status() >= 300 && at.status() < 400; i++) {
      at = get(at.location());
    }
    return at;
  }

  /** Passes the password step: opens the page, submits username and password, follows redirects. */
  public Page signIn(String username, String password) {
    get("/login");
    return follow(post("/login", "username", username, "password", password));
  }

  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  public void setCookie(String name, String value) {
    if (value.isEmpty()) {
      cookies.remove(name);
    } else {
      cookies.put(name, value);
    }
  }

  public Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  /**
   * Another browser with the same cookies and the same open page: a second tab, or an attacker's
   * copy.
   */
  public Browser copy() {
    return at(home.getPort());
  }

  /** The same cookies and the same page, directed to another node. */
  public Browser at(int port) {
    Browser copy = new Browser(port, userAgent);
    copy.cookies.putAll(cookies);
    copy.token = token;
    copy.page = page;
    return copy;
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(home.resolve(path))
            .header("Accept", "text/html")
            .header("User-Agent", userAgent);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  public Page send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      keep(response.headers().allValues("Set-Cookie"));
      Matcher matcher = TOKEN.matcher(response.body());
      if (matcher.find()) {
        token = matcher.group(1);
        page = response.body();
      }
      String location = response.headers().firstValue("Location").orElse("");
      return new Page(response.statusCode(), location, response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(List<String> setCookies) {
    for (String setCookie : setCookies) {
      String[] pair = setCookie.split(";", 2)[0].split("=", 2);
      setCookie(pair[0], setCookie.contains("Max-Age=0") ? "" : pair[1]);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
