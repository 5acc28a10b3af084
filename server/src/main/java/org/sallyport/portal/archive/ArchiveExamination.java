package org.sallyport.portal.archive;

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
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.Closer;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.installation.Loopback;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The archive: whether it answers a search for studies under the credential; its clock; and, for an
 * Orthanc, whether its searches return whom a study names.
 */
final class ArchiveExamination implements Examination {
  private static final String ARCHIVE = "archive";
  private static final int MAX_RESPONSE_LENGTH = 1 << 20;
  private static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(10);

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
        .map(
            properties ->
                Stream.concat(
                        inTheClear(properties).stream(),
                        examine(properties, examined.clock()).stream())
                    .toList())
        .orElseGet(() -> List.of(error("not tried: its settings are not understood")));
  }

  private static List<Finding> examine(ArchiveProperties properties, Clock clock) {
    ArchiveHttp http = new ArchiveHttp(properties);
    try {
      return findings(http, properties, clock);
    } catch (UnknownHostException e) {
      return List.of(noHost(properties.url().getHost()));
    } catch (IOException e) {
      return List.of(error(properties.root() + " does not answer: " + e.getMessage()));
    } finally {
      close(http);
    }
  }

  private static List<Finding> findings(ArchiveHttp http, ArchiveProperties properties, Clock clock)
      throws IOException {
    List<Finding> findings = search(http, properties, clock);
    if (findings.isEmpty()) {
      missingTags(http, properties).ifPresent(findings::add);
    }
    return findings.isEmpty()
        ? List.of(Finding.sound(ARCHIVE, properties.root() + " answers"))
        : findings;
  }

  private static Optional<Finding> inTheClear(ArchiveProperties properties) {
    URI url = properties.url();
    return Upstream.credentials(properties) != null
            && "http".equals(url.getScheme())
            && !Loopback.is(String.valueOf(url.getHost()))
        ? Optional.of(
            Finding.warning(
                ARCHIVE,
                "its password and the images cross the network in the clear: sallyport.archive.url is http"))
        : Optional.empty();
  }

  private static List<Finding> search(ArchiveHttp http, ArchiveProperties properties, Clock clock)
      throws IOException {
    HttpGet search = get(properties, properties.root() + "/studies?limit=1");
    search.setHeader("Accept", "application/dicom+json");
    ClassicHttpResponse response = http.send(search);
    try {
      return ofAnswer(response, properties, clock);
    } finally {
      // The list of studies is not read, however long it is; closing what was cancelled may fail.
      search.cancel();
      Closer.closeQuietly(response);
    }
  }

  private static List<Finding> ofAnswer(
      HttpResponse response, ArchiveProperties properties, Clock clock) {
    List<Finding> findings = new ArrayList<>();
    int status = response.getCode();
    if (status != 200 && status != 204) {
      findings.add(error(properties.root() + ": " + words(status)));
    }
    Header date = response.getFirstHeader("Date");
    if (date != null && differs(date.getValue(), clock)) {
      findings.add(clocksDiffer());
    }
    return findings;
  }

  private static Finding clocksDiffer() {
    return Finding.error(
        "clock", "this machine and the archive differ by more than 10 s: use NTP on both");
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
      return Duration.between(theirs.toInstant(), clock.instant()).abs().compareTo(MAX_CLOCK_SKEW)
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
    HttpGet system = get(properties, orthanc(properties) + "/system");
    try (ClassicHttpResponse response = http.send(system)) {
      String tags = tagsOfStudies(response);
      return tags.isEmpty() ? Optional.empty() : missing(tags);
    } catch (ParseException | JacksonException e) {
      return Optional.empty();
    }
  }

  private static String orthanc(ArchiveProperties properties) {
    URI orthanc = properties.orthancUrl();
    String root =
        orthanc == null ? properties.root().replaceAll("/dicom-web$", "") : orthanc.toString();
    return root.replaceAll("/+$", "");
  }

  /** Those that the archive's searches return, as it lists them; empty if it does not say. */
  private static String tagsOfStudies(ClassicHttpResponse response)
      throws IOException, ParseException {
    if (response.getCode() != 200 || response.getEntity() == null) {
      return "";
    }
    String answer = EntityUtils.toString(response.getEntity(), MAX_RESPONSE_LENGTH);
    return new JsonMapper()
        .readTree(Objects.requireNonNullElse(answer, ""))
        .path("MainDicomTags")
        .path("Study")
        .asString("");
  }

  private static Optional<Finding> missing(String tags) {
    Map<String, String> missing = new TreeMap<>(TAGS);
    missing.keySet().removeAll(Arrays.asList(tags.toLowerCase(Locale.ROOT).split(";", -1)));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            error(
                "its search does not return "
                    + String.join(", ", missing.values())
                    + ": add them to ExtraMainDicomTags (ops/orthanc/sallyport.json), or set sallyport.archive.physicians: objects"));
  }

  private static Finding noHost(String name) {
    return error("sallyport.archive.url: no host of the name " + name + " is found");
  }

  private static Finding error(String what) {
    return Finding.error(ARCHIVE, what);
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
