package org.sallyport.gate.secondfactor.totp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.binary.Base32;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentPrompt;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/** Formats secrets for authenticator apps: as otpauth URI, and for typing. */
@Component
@RequiredArgsConstructor
class KeyUris {
  static final Base32 BASE32 = new Base32();

  private final Installation installation;

  /** The name under which the app lists the account. */
  String issuer() {
    return installation.name();
  }

  EnrollmentPrompt.BySecret linking(String username, String secret) {
    return new EnrollmentPrompt.BySecret(
        uri(username, secret), secret.replaceAll("(.{4})(?!$)", "$1 "));
  }

  private String uri(String username, String secret) {
    String issuer = encoded(issuer());
    return String.format(
        Locale.ROOT,
        "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=%d",
        issuer,
        encoded(username),
        secret,
        issuer,
        TimeSteps.STEP.toSeconds());
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
