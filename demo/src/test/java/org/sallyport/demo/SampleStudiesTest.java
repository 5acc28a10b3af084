package org.sallyport.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.demo.archive.DemoUid;
import org.sallyport.demo.archive.Orthanc;
import org.sallyport.demo.archive.SampleLoader;
import org.sallyport.demo.archive.SampleStudy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo's studies in a real archive, queried over DICOMweb like the portal does. */
class SampleStudiesTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 24, 9, 0);
  private static final List<SampleStudy> STUDIES = SampleStudy.all();

  @TempDir static Path folder;
  private static Orthanc archive;

  @BeforeAll
  static void load() throws Exception {
    archive = Orthanc.start(folder.resolve("archive"));
    loader().load(STUDIES, folder.resolve("workshop"), NOW);
  }

  @AfterAll
  static void stop() throws Exception {
    archive.close();
  }

  private static SampleLoader loader() {
    return new SampleLoader(Checkout.SAMPLES, archive.api());
  }

  @Test
  void thereAreAtLeastTwelveOfAtLeastFiveModalitiesAllWhole() throws Exception {
    Set<String> modalities = new TreeSet<>();
    for (JsonNode study : ask("/studies?includefield=00080061")) {
      study.path("00080061").path("Value").forEach(one -> modalities.add(one.asString()));
    }
    assertThat(ask("/studies")).hasSize(STUDIES.size()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(modalities).contains("CT", "MR", "XA", "PT", "US", "NM", "CR", "SR", "DOC");
    for (SampleStudy study : STUDIES) {
      assertThat(archive.api().count(study.uid())).as(study.key()).isEqualTo(study.objects());
    }
  }

  @Test
  void theArchiveIsStartedAgainWhenItDies() throws Exception {
    Path pid = folder.resolve("archive/orthanc.pid");
    String died = Files.readString(pid);
    ProcessHandle.of(Long.parseLong(died)).orElseThrow().destroyForcibly();
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (Files.readString(pid).equals(died) || !archive.api().answers()) {
      assertThat(System.nanoTime()).isLessThan(patience);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(ask("/studies")).hasSize(STUDIES.size());
  }

  @Test
  void aSearchReturnsTheRequestersNumberAndIssuer() throws Exception {
    JsonNode code = study("ct-thorax").path("00321031").path("Value").path(0);
    code = code.path("00401101").path("Value").path(0);
    assertThat(first(code, "00080100")).isEqualTo("118340");
    assertThat(first(code, "00080102")).isEqualTo("LINDENMOOR");
  }

  @Test
  void oneStudyNamesItsRequesterInTheRequestAttributesAlone() throws Exception {
    JsonNode study = study("mr-pituitary");
    assertThat(study.has("00321031")).isFalse();
    JsonNode item = study.path("00400275").path("Value").path(0);
    JsonNode code = item.path("00321031").path("Value").path(0).path("00401101").path("Value");
    assertThat(first(code.path(0), "00080100")).isEqualTo("7714");
  }

  @Test
  void oneStudyNamesItsRequesterWithoutANumber() throws Exception {
    JsonNode study = study("ct-spine");
    assertThat(study.path("00321032").path("Value").path(0).path("Alphabetic").asString())
        .isEqualTo("BRAMBLEWAY^H");
    assertThat(study.has("00321031")).isFalse();
  }

  @Test
  void datesCountBackFromTheDayOfTheLoading() throws Exception {
    assertThat(first(study("ct-thorax"), "00080020")).isEqualTo("20261124");
    assertThat(first(study("ct-spine"), "00080020")).isEqualTo("20261117");
  }

  @Test
  void nothingOfThePersonWhoseImagesTheyWereIsLeft() throws Exception {
    for (SampleStudy study : STUDIES) {
      for (JsonNode object : ask("/studies/" + study.uid() + "/metadata")) {
        String all = object.toString();
        assertThat(first(object, "00100020")).isEqualTo(study.patient().id());
        assertThat(all)
            .as(study.key())
            .doesNotContain("CompressedSamples", "QIN-HEADNECK", "JXD1910", "CQ500", "Rubo");
      }
    }
  }

  @Test
  void imagesAreRenderedSaveThoseThatShowThePlaceholder() throws Exception {
    List<String> without = new ArrayList<>();
    for (SampleStudy study : STUDIES) {
      for (JsonNode object : firstOfEachSeries(study)) {
        String path =
            "/studies/%s/series/%s/instances/%s/rendered"
                .formatted(study.uid(), first(object, "0020000E"), first(object, "00080018"));
        if (!isReport(first(object, "00080016")) && status(path) != 200) {
          without.add(study.key());
        }
      }
    }
    assertThat(new TreeSet<>(without))
        .containsExactly("ct-brain", "ct-of-nobody", "ecg", "nm-bone", "rt-plan", "us-echo");
  }

  /** The other images of a series are of the same kind. */
  private static Collection<JsonNode> firstOfEachSeries(SampleStudy study) throws Exception {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (JsonNode object : ask("/studies/" + study.uid() + "/instances")) {
      found.putIfAbsent(first(object, "0020000E"), object);
    }
    return found.values();
  }

  /** The first study of these is the newest that the account sees. */
  @ParameterizedTest
  @CsvSource({"118340, ct-nodule", "104512, cr-chest"})
  void thePhysiciansNewestStudyHasAPriorOfTheSamePatient(String number, String newest) {
    List<SampleStudy> own =
        STUDIES.stream()
            .filter(study -> isRequestedBy(study, number))
            .sorted(Comparator.comparingInt(SampleStudy::hoursAgo))
            .toList();
    assertThat(own.getFirst().key()).isEqualTo(newest);
    assertThat(own.stream().skip(1).map(SampleStudy::patient)).contains(own.getFirst().patient());
  }

  private static boolean isRequestedBy(SampleStudy study, String number) {
    SampleStudy.Named requester = study.requester();
    return requester != null && number.equals(requester.number());
  }

  @Test
  void thePatientsNewestStudyHasAPriorAndBothHaveRadiographs() throws Exception {
    List<SampleStudy> own =
        STUDIES.stream()
            .filter(study -> study.patient().id().equals("SQ-070341"))
            .sorted(Comparator.comparingInt(SampleStudy::hoursAgo))
            .toList();
    assertThat(own).extracting(SampleStudy::key).startsWith("cr-chest", "ct-brain");
    for (String key : List.of("cr-chest", "cr-chest-before")) {
      assertThat(ask("/studies/" + DemoUid.of(key) + "/instances?Modality=CR")).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mr-brain", "ct-nodule", "ct-nodule-before"})
  void theSlicesOfAVolumeShareOneFrameOfReference(String key) throws Exception {
    Set<String> frames = new TreeSet<>();
    for (JsonNode object : ask("/studies/" + DemoUid.of(key) + "/metadata")) {
      if (object.has("00280010")) {
        frames.add(first(object, "00200052"));
      }
    }
    assertThat(frames).hasSize(1).doesNotContain("");
  }

  @Test
  void oneReportHasTextAndOneIsAPdf() throws Exception {
    String report = metadata("ct-nodule", "1.2.840.10008.5.1.4.1.1.88.11").toString();
    assertThat(report).contains("CT chest report", "has grown from 10 mm to 18 mm");
    JsonNode letter = metadata("ct-nodule-before", "1.2.840.10008.5.1.4.1.1.104.1");
    assertThat(first(letter, "00420012")).isEqualTo("application/pdf");
  }

  @Test
  void thePictureOfAPhantomHasItsTrueSizeAndSaysWhatItIs() throws Exception {
    JsonNode film = metadata("cr-chest", "1.2.840.10008.5.1.4.1.1.1");
    assertThat(first(film, "00280030")).isEqualTo("0.80");
    assertThat(first(film, "0008103E")).contains("computed phantom");
  }

  @Test
  void theLoopOfAVesselHasTheTrueSizeInItsRegionOfTissue() throws Exception {
    JsonNode loop = metadata("us-carotid", "1.2.840.10008.5.1.4.1.1.3.1");
    JsonNode regions = loop.path("00186011").path("Value");
    assertThat(regions).hasSize(2);
    JsonNode tissue = regions.path(0);
    assertThat(first(tissue, "00186024") + first(tissue, "00186026")).as("cm").isEqualTo("33");
    JsonNode velocities = regions.path(1);
    assertThat(first(velocities, "00186024") + first(velocities, "00186026"))
        .as("s and cm/s")
        .isEqualTo("47");
    String frame =
        "/studies/%s/series/%s/instances/%s/frames/"
            .formatted(first(loop, "0020000D"), first(loop, "0020000E"), first(loop, "00080018"));
    double cm = number(tissue, "0018602E");
    assertThat(dark(frame + 1, tissue, loop) * cm).as("between beats").isCloseTo(0.6, within(cm));
    assertThat(dark(frame + 4, tissue, loop) * cm).as("in a beat").isCloseTo(0.66, within(cm));
  }

  /** How many rows of a region are dark, in its middle column. */
  private static int dark(String frame, JsonNode region, JsonNode object) throws Exception {
    byte[] answer = send(frame, BodyHandlers.ofByteArray()).body();
    int columns = (int) number(object, "00280011");
    int pixels = columns * (int) number(object, "00280010");
    // The frame is between the head and the end of the only part.
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int from = text.indexOf("\r\n\r\n") + 4;
    assertThat(text.length() - from).isGreaterThanOrEqualTo(pixels);
    int column = (int) (number(region, "00186018") + number(region, "0018601C")) / 2;
    int dark = 0;
    for (int row = (int) number(region, "0018601A"); row <= number(region, "0018601E"); row++) {
      dark += text.charAt(from + row * columns + column) < 20 ? 1 : 0;
    }
    return dark;
  }

  private static double number(JsonNode object, String tag) {
    return object.path(tag).path("Value").path(0).asDouble();
  }

  @Test
  void whatIsMarkedIsOnImagesOfTheStudy() throws Exception {
    List<JsonNode> objects = ask("/studies/" + DemoUid.of("ct-nodule") + "/metadata");
    Set<String> images = new TreeSet<>();
    objects.stream()
        .filter(object -> object.has("00280010"))
        .forEach(object -> images.add(first(object, "00080018")));
    List<JsonNode> marked = objects.stream().filter(object -> isMarked(object)).toList();
    assertThat(marked).hasSize(3);
    for (JsonNode object : marked) {
      List<String> referred =
          object.findValues("00081155").stream().map(SampleStudiesTest::only).toList();
      assertThat(referred).isNotEmpty();
      assertThat(images).containsAll(referred);
    }
  }

  private static boolean isMarked(JsonNode object) {
    return !object.findValues("00081155").isEmpty();
  }

  private static String only(JsonNode attribute) {
    return attribute.path("Value").path(0).asString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ct-nodule", "ct-nodule-before", "mr-head-planes"})
  void aVolumeHasAtLeastSixtySlices(String key) throws Exception {
    List<JsonNode> objects = ask("/studies/" + DemoUid.of(key) + "/instances");
    assertThat(objects.stream().filter(object -> first(object, "00080060").matches("CT|MR")))
        .hasSizeGreaterThanOrEqualTo(60);
  }

  private static JsonNode metadata(String key, String sopClass) throws Exception {
    return ask("/studies/" + DemoUid.of(key) + "/metadata").stream()
        .filter(object -> first(object, "00080016").equals(sopClass))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isReport(String sopClass) {
    return sopClass.matches("1\\.2\\.840\\.10008\\.5\\.1\\.4\\.1\\.1\\.(11|88|104)\\..*");
  }

  @Test
  void loadingAgainChangesNothing() throws Exception {
    loader().load(STUDIES, folder.resolve("workshop"), NOW.plusDays(3));
    assertThat(first(study("ct-thorax"), "00080020")).isEqualTo("20261124");
    assertThat(ask("/studies")).hasSize(STUDIES.size());
    assertThat(folder.resolve("workshop")).doesNotExist();
  }

  private static JsonNode study(String key) throws Exception {
    List<JsonNode> found =
        ask(
            "/studies?StudyInstanceUID="
                + DemoUid.of(key)
                + "&includefield=00321031&includefield=00321032&includefield=00400275");
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static String first(JsonNode object, String tag) {
    return object.path(tag).path("Value").path(0).asString();
  }

  private static List<JsonNode> ask(String path) throws Exception {
    List<JsonNode> found = new ArrayList<>();
    new JsonMapper().readTree(send(path, BodyHandlers.ofString()).body()).forEach(found::add);
    return found;
  }

  private static int status(String path) throws Exception {
    return send(path, BodyHandlers.ofByteArray()).statusCode();
  }

  private static <T> HttpResponse<T> send(String path, HttpResponse.BodyHandler<T> handler)
      throws Exception {
    String credential = archive.username() + ":" + archive.password();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(archive.dicomWeb() + path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credential.getBytes(StandardCharsets.UTF_8)))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, handler);
    }
  }
}
