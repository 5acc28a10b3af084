package org.sallyport.browser.actions;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Submits forms of the portal with the cookies of a window, without showing their pages: for steps
 * that lead to what a test is about.
 */
final class FormPosts {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final APIRequestContext requests;
  private final String home;
  private final String userAgent;

  /**
   * @param userAgent that of the window, which the portal shows to the owner of a session
   */
  FormPosts(APIRequestContext requests, String home, String userAgent) {
    this.requests = requests;
    this.home = home;
    this.userAgent = userAgent;
  }

  /**
   * Reads the page at a path and submits its form there.
   *
   * @return the path of the page that the response redirects to
   */
  String submit(String path, FormData fields) {
    APIResponse page = requests.get(home + path, options());
    Matcher token = TOKEN.matcher(page.text());
    if (!token.find()) {
      throw new AssertionError("no form at " + path + ": " + page.status());
    }
    APIResponse answer =
        requests.post(home + path, options().setForm(fields.set("_csrf", token.group(1))));
    String location = answer.headers().get("location");
    if (location == null) {
      throw new AssertionError("the form at " + path + " was refused: " + answer.text());
    }
    return URI.create(location).getPath();
  }

  private RequestOptions options() {
    return RequestOptions.create()
        .setHeader("User-Agent", userAgent)
        .setHeader("Accept", "text/html")
        .setMaxRedirects(0);
  }
}
