package org.sallyport.connect.entramfa;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.testing.Browser;
import org.sallyport.testing.issuer.TestEntra;

/** Microsoft's side of a request: the form that it has the browser send, and what comes back. */
final class Asking {
  private static final Pattern FORM = Pattern.compile("(?s)<form[^>]*data-sent.*?</form>");
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");
  private static final Pattern FIELD =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

  private Asking() {}

  /** Sends a form of another site, with which a browser sends no cookie. */
  static Browser.Page post(int port, TestEntra tenant, Map<String, String> request) {
    String body =
        request.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return new Browser(port).postRaw(tenant.authorizePath(), body);
  }

  /** What the page posts to Microsoft; the field "action" is the address. */
  static Map<String, String> answer(Browser.Page page) {
    Matcher form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError(page.status() + " " + page.location() + " " + page.text());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher action = ACTION.matcher(form.group());
    fields.put("action", action.find() ? action.group(1) : "");
    Matcher field = FIELD.matcher(form.group());
    while (field.find()) {
      fields.put(field.group(1), field.group(2).replace("&#39;", "'").replace("&amp;", "&"));
    }
    return fields;
  }

  /** Checks an ID token as Microsoft does, by the keys of the tenant's issuer here. */
  static JWTClaimsSet checked(@Nullable String idToken, JWKSet keys)
      throws ParseException, JOSEException {
    SignedJWT token = SignedJWT.parse(String.valueOf(idToken));
    RSAKey key = (RSAKey) keys.getKeyByKeyId(token.getHeader().getKeyID());
    if (key == null || !token.verify(new RSASSAVerifier(key))) {
      throw new AssertionError("not signed by a published key");
    }
    return token.getJWTClaimsSet();
  }
}
