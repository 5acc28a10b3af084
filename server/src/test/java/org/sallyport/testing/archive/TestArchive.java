package org.sallyport.testing.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.Poll;
import org.sallyport.testing.database.RecordingProxy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An Orthanc for the tests of one JVM, behind a {@link RecordingProxy} that records traffic and can
 * be cut. It starts when the first test stores a study, and ends with the JVM.
 */
public final class TestArchive {
  private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
  private static final Path DICOM_WEB = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
  private static final String USERNAME = "gate";
  private static final String PASSWORD = "test-archive";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final int PORT = FreePorts.next();
  private static final RecordingProxy WIRE = new RecordingProxy(PORT);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<StudyUid> CHANGED = new ArrayList<>();
  private static @Nullable Process process;

  private TestArchive() {}

  /** The studies that tests stored or changed, oldest first. */
  public static synchronized List<StudyUid> changed() {
    return List.copyOf(CHANGED);
  }

  /** The settings that connect an application to the archive. */
  public static Map<String, Object> settings() {
    return Map.of(
        "sallyport.archive.url", "http://127.0.0.1:" + WIRE.port() + "/dicom-web",
        "sallyport.archive.username", USERNAME,
        "sallyport.archive.password", PASSWORD);
  }

  /** The connection between the application and the archive. */
  public static RecordingProxy wire() {
    return WIRE;
  }

  /** Stores a study with all its images. */
  public static synchronized StudyUid store(TestStudy study) {
    start();
    study.objects().forEach(object -> post("/tools/create-dicom", JSON.writeValueAsBytes(object)));
    CHANGED.add(study.uid());
    return study.uid();
  }

  /** Stores a study whose only object has no image. */
  public static synchronized StudyUid storeReport(TestStudy study) {
    start();
    post("/tools/create-dicom", JSON.writeValueAsBytes(study.report(1)));
    CHANGED.add(study.uid());
    return study.uid();
  }

  /** Stores a study with all its images, and a structured report in series 9. */
  public static synchronized StudyUid storeWithReport(TestStudy study) {
    store(study);
    post("/tools/create-dicom", JSON.writeValueAsBytes(study.report(9)));
    return study.uid();
  }

  /** Stores an object with these tags. */
  public static synchronized void create(Map<String, Object> tags) {
    start();
    post("/tools/create-dicom", JSON.writeValueAsBytes(Map.of("Tags", tags, "Force", true)));
    changed(tags);
  }

  /** Stores an object with these tags and a document. */
  public static synchronized void create(Map<String, Object> tags, String type, byte[] document) {
    start();
    String data = "data:" + type + ";base64," + Base64.getEncoder().encodeToString(document);
    Map<String, Object> object = Map.of("Tags", tags, "Content", data, "Force", true);
    post("/tools/create-dicom", JSON.writeValueAsBytes(object));
    changed(tags);
  }

  /** Stores a file. */
  public static synchronized void upload(byte[] file) {
    start();
    String study = JSON.readTree(post("/instances", file)).path("ParentStudy").asString();
    JsonNode tags = JSON.readTree(send(request("/studies/" + study).build())).path("MainDicomTags");
    CHANGED.add(new StudyUid(tags.path("StudyInstanceUID").asString()));
  }

  /** Notes that something else stored a study. */
  public static synchronized void hasChanged(StudyUid study) {
    CHANGED.add(study);
  }

  private static void changed(Map<String, Object> tags) {
    CHANGED.add(new StudyUid(String.valueOf(tags.get("StudyInstanceUID"))));
  }

  /** The file of an object as the archive has it. */
  public static synchronized byte[] file(String instance) {
    start();
    JsonNode found =
        JSON.readTree(post("/tools/lookup", instance.getBytes(StandardCharsets.UTF_8)));
    HttpRequest request = request(found.path(0).path("Path").asString() + "/file").build();
    try {
      return HTTP.send(request, BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Stores a copy of a DICOM file with other attributes. The pixel data stay as they are.
   *
   * @param attributes by keyword; among them the UIDs of study, series and instance
   */
  public static synchronized void storeFile(byte[] file, Map<String, Object> attributes) {
    start();
    String path = "/instances/" + JSON.readTree(post("/instances", file)).path("ID").asString();
    byte[] how = JSON.writeValueAsBytes(Map.of("Replace", attributes, "Force", true));
    HttpRequest change = request(path + "/modify").POST(BodyPublishers.ofByteArray(how)).build();
    byte[] copy = sent(change, BodyHandlers.ofByteArray()).body();
    send(request(path).DELETE().build());
    post("/instances", copy);
    changed(attributes);
  }

  /** Removes a study. */
  public static synchronized void remove(StudyUid study) {
    start();
    byte[] uid = study.value().getBytes(StandardCharsets.UTF_8);
    JsonNode found = JSON.readTree(post("/tools/lookup", uid));
    send(request(found.path(0).path("Path").asString()).DELETE().build());
  }

  private static String post(String path, byte[] body) {
    return send(request(path).POST(BodyPublishers.ofByteArray(body)).build());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
        .header("Authorization", basic());
  }

  /** The header value with the archive's credential. */
  public static String basic() {
    String pair = USERNAME + ":" + PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String send(HttpRequest request) {
    HttpResponse<String> response = sent(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /**
   * Retries: Orthanc closes connections after a second of idle time, possibly just as one is
   * reused.
   */
  private static <T> HttpResponse<T> sent(HttpRequest request, BodyHandler<T> body) {
    try {
      try {
        return HTTP.send(request, body);
      } catch (IOException e) {
        return HTTP.send(request, body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts Orthanc once. */
  public static synchronized void start() {
    if (process != null) {
      return;
    }
    if (!Files.isExecutable(PROGRAM) || !Files.isReadable(DICOM_WEB)) {
      throw new IllegalStateException(
          "Orthanc is missing: apt-get install --no-install-recommends orthanc orthanc-dicomweb");
    }
    try {
      process = started(Files.createTempDirectory("sallyport-archive"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process started(Path folder) throws IOException {
    Path settings = folder.resolve("orthanc.json");
    Files.writeString(settings, OrthancSettings.of(folder, DICOM_WEB, PORT, USERNAME, PASSWORD));
    Process orthanc =
        new ProcessBuilder(PROGRAM.toString(), settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(orthanc::destroy));
    awaitAnswer(orthanc, folder);
    return orthanc;
  }

  private static void awaitAnswer(Process orthanc, Path folder) throws IOException {
    boolean over = Poll.until(TIMEOUT, () -> !orthanc.isAlive() || answers());
    if (!over || !orthanc.isAlive()) {
      orthanc.destroy();
      throw new IllegalStateException(Files.readString(folder.resolve("log.txt")));
    }
  }

  private static boolean answers() {
    try {
      return HTTP.send(request("/system").build(), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
