package org.sallyport.connect.oidc.examination;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What applications read at the public address: whether the issuer is that address, and whether the
 * clock there is right. If nothing answers, the examination of the public address says so.
 */
final class MetadataFindings {
  private static final String PATH = "/.well-known/openid-configuration";
  private static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(60);

  private MetadataFindings() {}

  static List<Finding> of(Examined examined) {
    URI address = examined.publicUrl();
    List<Finding> findings = new ArrayList<>();
    ExaminedAddress.page(address.resolve(PATH))
        .ifPresent(
            page -> {
              issuer(address, page.text()).ifPresent(findings::add);
              clock(examined.clock().instant(), page.date()).ifPresent(findings::add);
            });
    return findings;
  }

  private static Optional<Finding> issuer(URI address, String metadata) {
    String issuer = text(metadata);
    if (issuer.equals(address.toString())) {
      return Optional.empty();
    }
    return Optional.of(
        error(
            issuer.isEmpty()
                ? address.resolve(PATH) + " has no metadata, so applications cannot find the rest"
                : "the issuer is "
                    + issuer
                    + ", and sallyport.public-url is "
                    + address
                    + ": applications refuse this; restart the server with the right setting"));
  }

  private static String text(String metadata) {
    try {
      return new JsonMapper().readTree(metadata).path("issuer").asString("");
    } catch (JacksonException e) {
      return "";
    }
  }

  private static Optional<Finding> clock(Instant now, String date) {
    return Optional.of(date)
        .flatMap(MetadataFindings::parsed)
        .map(theirs -> Duration.between(theirs, now).abs())
        .filter(it -> it.compareTo(MAX_CLOCK_SKEW) > 0)
        .map(
            it ->
                error(
                    "the clock at the public address differs from this one by "
                        + it.toSeconds()
                        + " s: applications refuse ID tokens"));
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Finding error(String what) {
    return Finding.error(ApplicationsExamination.APPLICATIONS, what);
  }
}
