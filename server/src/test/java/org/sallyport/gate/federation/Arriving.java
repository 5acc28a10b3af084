package org.sallyport.gate.federation;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.testing.Browser;
import org.sallyport.testing.issuer.TestIssuer;

/** A sign-in at an issuer: the request as the issuer gets it, and the way back. */
record Arriving(
    Browser browser, TestIssuer issuer, String name, Map<String, String> request, Clock clock) {
  private static final Pattern MOVES_ON =
      Pattern.compile("http-equiv=\"refresh\" content=\"0; url=([^\"]*)\"");

  /** Presses the button of an issuer on the sign-in page. */
  static Arriving begin(Browser browser, TestIssuer issuer, String name, Clock clock) {
    browser.get("/login");
    return of(browser.post("/login/with/" + name), browser, issuer, name, clock);
  }

  static Arriving of(
      Browser.Page page, Browser browser, TestIssuer issuer, String name, Clock clock) {
    Matcher matcher = MOVES_ON.matcher(page.body());
    if (!matcher.find()) {
      throw new AssertionError(page.status() + " " + page.location() + " " + page.text());
    }
    URI address = URI.create(matcher.group(1).replace("&amp;", "&"));
    Map<String, String> request = new LinkedHashMap<>();
    for (String pair : address.getRawQuery().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      request.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return new Arriving(browser, issuer, name, request, clock);
  }

  /** What an honest ID token says of a person. */
  JWTClaimsSet.Builder claims(String subject) {
    Date now = Date.from(clock.instant());
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url)
        .audience(TestIssuer.CLIENT)
        .subject(subject)
        .issueTime(now)
        .expirationTime(Date.from(clock.instant().plusSeconds(300)))
        .claim("nonce", request.get("nonce"))
        .claim("auth_time", clock.instant().getEpochSecond() - 5);
  }

  Browser.Page as(String subject) {
    return with(claims(subject));
  }

  Browser.Page with(JWTClaimsSet.Builder claims) {
    return withToken(issuer.sign(claims.build()));
  }

  Browser.Page withToken(String idToken) {
    return browser.get(callback(code(idToken), null));
  }

  String code(String idToken) {
    return issuer.code(String.valueOf(request.get("code_challenge")), idToken);
  }

  /** The address to which the issuer leads back. */
  String callback(String code, @Nullable String iss) {
    return path()
        + "?state="
        + request.get("state")
        + "&code="
        + code
        + (iss == null ? "" : "&iss=" + URLEncoder.encode(iss, StandardCharsets.UTF_8));
  }

  String path() {
    return URI.create(String.valueOf(request.get("redirect_uri"))).getPath();
  }
}
