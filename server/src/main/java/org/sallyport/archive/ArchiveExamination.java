package org.sallyport.archive;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.Closer;
import org.sallyport.examination.Examination;
import org.sallyport.examination.Examined;
import org.sallyport.examination.Finding;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The archive: whether it answers a search for studies under the credential; its clock; and, for an
 * Orthanc, whether its searches return whom a study names.
 */
final class ArchiveExamination implements Examination {
  private static final String ARCHIVE = "archive";
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

  /** Without these, every search opens the files of the studies that it returns. */
  private static final Map<String, String> TAGS =
      Map.of(
          "0032,1032", "RequestingPhysician",
          "0032,1031", "RequestingPhysicianIdentificationSequence",
          "0008,0096", "ReferringPhysicianIdentificationSequence",
          "0040,0275", "RequestAttributesSequence",
          "0008,009c", "ConsultingPhysicianName",
          "0008,009d", "ConsultingPhysicianIdentificationSequence",
          "0040,1010", "NamesOfIntendedRecipientsOfResults",
          "0040,1011", "IntendedRecipientsOfResultsIdentificationSequence",
          "0010,0021", "IssuerOfPatientID");

  @Override
  public String subject() {
    return ARCHIVE;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    return examined
        .bound("sallyport.archive", ArchiveProperties.class)
        .map(properties -> examine(properties, examined.clock()))
        .orElseGet(
            () -> List.of(Finding.error(ARCHIVE, "not tried: its settings are not understood")));
  }

  private static List<Finding> examine(ArchiveProperties properties, Clock clock) {
    ArchiveHttp http = new ArchiveHttp(properties);
    try {
      List<Finding> findings = new ArrayList<>();
      answer(http, properties, clock, findings);
      if (findings.isEmpty()) {
        missingTags(http, properties).ifPresent(findings::add);
      }
      return findings.isEmpty()
          ? List.of(Finding.sound(ARCHIVE, properties.root() + " answers"))
          : findings;
    } catch (UnknownHostException e) {
      return List.of(
          Finding.error(
              ARCHIVE,
              "sallyport.archive.url: no host of the name "
                  + properties.url().getHost()
                  + " is found"));
    } catch (IOException e) {
      return List.of(
          Finding.error(ARCHIVE, properties.root() + " does not answer: " + e.getMessage()));
    } finally {
      close(http);
    }
  }

  private static void answer(
      ArchiveHttp http, ArchiveProperties properties, Clock clock, List<Finding> findings)
      throws IOException {
    HttpGet search = get(properties, properties.root() + "/studies?limit=1");
    search.setHeader("Accept", "application/dicom+json");
    ClassicHttpResponse response = http.send(search);
    try {
      int status = response.getCode();
      if (status != 200 && status != 204) {
        findings.add(Finding.error(ARCHIVE, properties.root() + ": " + words(status)));
      }
      Header date = response.getFirstHeader("Date");
      if (date != null && differs(date.getValue(), clock)) {
        findings.add(
            Finding.error(
                "clock", "this machine and the archive differ by more than 10 s: use NTP on both"));
      }
    } finally {
      // The list of studies is not read, however long it is; closing what was cancelled may fail.
      search.cancel();
      Closer.closeQuietly(response);
    }
  }

  private static String words(int status) {
    return switch (status) {
      case 401, 403 ->
          "refuses sallyport.archive.username and sallyport.archive.password (" + status + ")";
      case 404 ->
          "there are no DICOMweb services (404); Orthanc has them under /dicom-web, others elsewhere";
      case 301, 302, 303, 307, 308 ->
          "leads to another address (" + status + "); set sallyport.archive.url to that one";
      default -> "answers " + status + " to a search for studies";
    };
  }

  private static boolean differs(String date, Clock clock) {
    try {
      ZonedDateTime theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(theirs.toInstant(), clock.instant()).abs().compareTo(CLOCKS_DIFFER)
          > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Empty also if the archive is no Orthanc, or does not say. */
  private static Optional<Finding> missingTags(ArchiveHttp http, ArchiveProperties properties)
      throws IOException {
    if (properties.physicians() == ArchiveProperties.Source.OBJECTS) {
      return Optional.empty();
    }
    URI orthanc = properties.orthancUrl();
    String root =
        orthanc == null ? properties.root().replaceAll("/dicom-web$", "") : orthanc.toString();
    HttpGet system = get(properties, root.replaceAll("/+$", "") + "/system");
    try (ClassicHttpResponse response = http.send(system)) {
      if (response.getCode() != 200 || response.getEntity() == null) {
        return Optional.empty();
      }
      String tags =
          new JsonMapper()
              .readTree(
                  Objects.requireNonNullElse(
                      EntityUtils.toString(response.getEntity(), LONGEST_ANSWER), ""))
              .path("MainDicomTags")
              .path("Study")
              .asString("");
      return tags.isEmpty() ? Optional.empty() : missing(tags);
    } catch (ParseException | JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<Finding> missing(String tags) {
    Map<String, String> missing = new TreeMap<>(TAGS);
    missing.keySet().removeAll(Arrays.asList(tags.toLowerCase(Locale.ROOT).split(";", -1)));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                ARCHIVE,
                "its search does not return "
                    + String.join(", ", missing.values())
                    + ": add them to ExtraMainDicomTags (ops/orthanc/sallyport.json), or set sallyport.archive.physicians: objects"));
  }

  private static HttpGet get(ArchiveProperties properties, String url) {
    HttpGet request = new HttpGet(url);
    String credentials = Upstream.credentials(properties);
    if (credentials != null) {
      request.setHeader("Authorization", credentials);
    }
    return request;
  }

  private static void close(ArchiveHttp http) {
    try {
      http.destroy();
    } catch (IOException e) {
      // Nothing was changed over it.
    }
  }
}
