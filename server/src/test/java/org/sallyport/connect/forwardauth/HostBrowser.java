package org.sallyport.connect.forwardauth;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.connect.forwardauth.RawHttp.Answer;
import org.sallyport.testing.Browser;

/** A browser at the host of an application, with the cookies that it has there. */
final class HostBrowser {
  static final String SESSION = "__Host-sallyport-app";
  static final String STATE = "__Host-sallyport-state";

  private final Front front;
  private final String host;
  final Map<String, String> cookies = new LinkedHashMap<>();

  HostBrowser(Front front, String host) {
    this.front = front;
    this.host = host;
  }

  String address() {
    return "http://" + host;
  }

  /** The value of a cookie; empty if there is none. */
  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  /** Opens a page. */
  Answer open(String target, String... headers) {
    return send("GET", target, headers);
  }

  Answer send(String method, String target, String... headers) {
    List<String> all = new ArrayList<>(List.of("Accept: text/html"));
    all.addAll(List.of(headers));
    if (!cookies.isEmpty()) {
      all.add(
          "Cookie: "
              + cookies.entrySet().stream()
                  .map(it -> it.getKey() + "=" + it.getValue())
                  .collect(Collectors.joining("; ")));
    }
    Answer answer = front.send(method, target, host, all);
    answer.headers("Set-Cookie").forEach(this::keep);
    return answer;
  }

  private void keep(String cookie) {
    String[] pair = cookie.split(";", 2)[0].split("=", 2);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  /** Answers the question whether to sign out. */
  Answer signOut() {
    Matcher token =
        Pattern.compile("name=\"token\" value=\"([^\"]+)\"")
            .matcher(open("/.sallyport/sign-out").body());
    return token.find()
        ? send("POST", "/.sallyport/sign-out?token=" + token.group(1))
        : send("POST", "/.sallyport/sign-out");
  }

  /** Follows a redirect that leads to this host. */
  Answer follow(Answer answer) {
    return open(path(signIn(answer)));
  }

  /** Where a refused request may sign in: by a redirect, or by the header for nginx. */
  static String signIn(Answer answer) {
    String redirect = answer.header("Location");
    return redirect.isEmpty() ? answer.header("X-Auth-Sign-In") : redirect;
  }

  /** The path and query of an address at this host. */
  String path(String address) {
    if (!address.startsWith(address() + "/")) {
      throw new AssertionError("leads elsewhere: " + address);
    }
    return address.substring(address().length());
  }

  /** Begins a sign-in at a page; path and query of where it comes to the portal. */
  String begin(String target) {
    URI start = URI.create(follow(open(target)).header("Location"));
    return start.getRawPath() + "?" + start.getRawQuery();
  }

  /** Signs in to a page as whoever is signed in at the portal; the page that the browser gets. */
  Answer signIn(Browser portal, String target) {
    Browser.Page left = portal.get(begin(target));
    Answer taken = open(path(left.location()));
    return open(path(taken.header("Location")));
  }
}
