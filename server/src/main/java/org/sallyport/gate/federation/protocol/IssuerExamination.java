package org.sallyport.gate.federation.protocol;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.X509CertUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.settings.IssuerKind;
import org.sallyport.gate.federation.settings.IssuerProperties;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.http.HttpAnswer;
import org.sallyport.platform.installation.DurationText;
import org.springframework.core.NestedExceptionUtils;

/**
 * The issuers elsewhere: whether each answers under a certificate that is trusted, is the one of
 * the settings, and has keys that are accepted; whether the clocks agree; whether the files of our
 * own keys can be read and for how long our certificate lasts. It says the redirect address that
 * has to be registered there.
 */
final class IssuerExamination implements Examination {
  private static final String ISSUERS = "issuers";
  private static final String SETTING = "sallyport.issuers";
  private static final Duration SOON = Duration.ofDays(30);
  private static final int OK = 200;

  @Override
  public String subject() {
    return ISSUERS;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    return examined
        .named(SETTING, IssuerProperties.class)
        .map(issuers -> examine(issuers, examined))
        .orElseGet(
            () ->
                List.of(
                    Finding.error(
                        ISSUERS, "not tried: the settings " + SETTING + " are not understood")));
  }

  private static List<Finding> examine(Map<String, IssuerProperties> issuers, Examined examined) {
    if (issuers.isEmpty()) {
      return List.of(Finding.sound(ISSUERS, "not used"));
    }
    List<Finding> findings = new ArrayList<>();
    issuers.forEach((name, it) -> findings.addAll(examine(name, it, examined)));
    return findings;
  }

  private static List<Finding> examine(
      String name, IssuerProperties properties, Examined examined) {
    List<Finding> findings = new ArrayList<>();
    checkOwnKeys(name, properties, examined.clock(), findings);
    if (properties.kind() == IssuerKind.ENTRA && !properties.secondFactor().isEmpty()) {
      findings.add(
          Finding.warning(
              ISSUERS,
              name
                  + ": Entra ID says in no token which methods were used; second-factor never counts"));
    }
    try (IssuerHttp http = new IssuerHttp(properties)) {
      HttpAnswer answer = ask(http, IssuerMetadata.address(properties));
      IssuerMetadata metadata = IssuerMetadata.read(answer.text(), properties);
      checkClock(name, answer.header("Date").orElse(null), examined.clock(), findings);
      checkKeys(name, ask(http, metadata.keys()).text(), properties, findings);
    } catch (GeneralSecurityException | IOException e) {
      findings.add(Finding.error(ISSUERS, name + ": ca-file: " + words(e)));
    } catch (IssuerUnreachable e) {
      findings.add(Finding.error(ISSUERS, name + ": " + words(e)));
    }
    URI back = examined.publicUrl().resolve("/login/with/" + name + "/callback");
    return findings.isEmpty()
        ? List.of(
            Finding.sound(ISSUERS, name + ": answers, and has keys. Redirect address: " + back))
        : findings;
  }

  /** With the reason below it, such as that of a certificate that is not accepted. */
  private static String words(Exception e) {
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
    String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
    return cause == e || message.contains(String.valueOf(cause.getMessage()))
        ? message
        : message + " (" + cause.getMessage() + ")";
  }

  private static HttpAnswer ask(IssuerHttp http, URI address) throws IssuerUnreachable {
    HttpAnswer answer = http.get(address);
    if (answer.status() != OK) {
      throw new IssuerUnreachable(address + ": answered " + answer.status());
    }
    return answer;
  }

  private static void checkClock(
      String name, @Nullable String date, Clock clock, List<Finding> findings) {
    if (date == null) {
      return;
    }
    try {
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration difference = Duration.between(theirs, clock.instant()).abs();
      if (difference.compareTo(IssuerTokens.SKEW) > 0) {
        findings.add(
            Finding.error(
                ISSUERS,
                name + ": its clock differs from this one by " + DurationText.words(difference)));
      }
    } catch (DateTimeException e) {
      findings.add(Finding.warning(ISSUERS, name + ": its time is not understood"));
    }
  }

  private static void checkKeys(
      String name, String document, IssuerProperties properties, List<Finding> findings) {
    try {
      JWKSet keys = JWKSet.parse(document);
      boolean isUsable =
          properties.algorithms().stream()
              .map(it -> JWKMatcher.forJWSHeader(new JWSHeader(JWSAlgorithm.parse(it))))
              .anyMatch(it -> it != null && !new JWKSelector(it).select(keys).isEmpty());
      if (!isUsable) {
        findings.add(
            Finding.error(ISSUERS, name + ": it has no key for any of the accepted algorithms"));
      }
    } catch (ParseException e) {
      findings.add(Finding.error(ISSUERS, name + ": its keys are not understood"));
    }
  }

  private static void checkOwnKeys(
      String name, IssuerProperties properties, Clock clock, List<Finding> findings) {
    Path key = properties.clientKeyFile();
    Path certificate = properties.clientCertificateFile();
    try {
      if (key != null && certificate != null) {
        new ClientKey(key, certificate, properties.clientKeyAlgorithm());
        checkEnd(name, certificate, clock, findings);
      }
      if (properties.decryptionKeyFile() != null) {
        ClientKey.privateKey(properties.decryptionKeyFile());
      }
    } catch (GeneralSecurityException | IOException e) {
      findings.add(Finding.error(ISSUERS, name + ": our own key: " + words(e)));
    }
  }

  private static void checkEnd(String name, Path certificate, Clock clock, List<Finding> findings)
      throws GeneralSecurityException, IOException {
    X509Certificate ours = X509CertUtils.parseWithException(Files.readString(certificate));
    Duration left = Duration.between(clock.instant(), ours.getNotAfter().toInstant());
    if (left.isNegative()) {
      findings.add(Finding.error(ISSUERS, name + ": client-certificate-file has expired"));
    } else if (left.compareTo(SOON) < 0) {
      findings.add(
          Finding.warning(
              ISSUERS, name + ": client-certificate-file expires in " + DurationText.words(left)));
    }
  }
}
