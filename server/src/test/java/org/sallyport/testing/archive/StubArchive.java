package org.sallyport.testing.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.StudyUid;
import tools.jackson.databind.json.JsonMapper;

/**
 * A DICOMweb archive that answers what no real one would: endless, broken or hostile content. Each
 * study is requested by the physician it is stored for.
 */
public final class StubArchive {
  public static final String BOUNDARY = "stub-boundary";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ROOT = "/dicom-web/studies";

  private final HttpServer server;
  private final Map<String, List<Stored>> studies = new ConcurrentHashMap<>();
  private final Map<String, String> physicians = new ConcurrentHashMap<>();

  /** Content that is written as the response. */
  @FunctionalInterface
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  /**
   * An object.
   *
   * @param metadata what is answered to its metadata
   * @param object what is answered to itself, without multipart framing around
   */
  public record Stored(
      String series, String instance, String modality, Content metadata, Content object) {}

  public StubArchive() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(ROOT, this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/dicom-web";
  }

  /** Stores a study. */
  public void store(StudyUid study, String issuer, String number, Stored... objects) {
    physicians.put(study.value(), issuer + " " + number);
    studies.put(study.value(), List.of(objects));
  }

  /** A text as content. */
  public static Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** One part around content, complete. */
  public static Content part(Content content) {
    return out -> {
      text("--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n").write(out);
      content.write(out);
      text("\r\n--" + BOUNDARY + "--\r\n").write(out);
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(ROOT.length());
      List<String> steps = Stream.of(path.split("/", -1)).filter(it -> !it.isEmpty()).toList();
      Map<String, String> query = query(exchange.getRequestURI().getQuery());
      if (steps.isEmpty()) {
        json(exchange, found(query));
      } else {
        answer(exchange, steps, query);
      }
    }
  }

  private void answer(HttpExchange exchange, List<String> steps, Map<String, String> query)
      throws IOException {
    List<Stored> objects = studies.getOrDefault(steps.getFirst(), List.of());
    String last = steps.getLast();
    if (last.equals("series")) {
      json(exchange, series(steps.getFirst(), objects));
    } else if (last.equals("instances")) {
      json(exchange, instances(steps, objects, query));
    } else {
      content(exchange, steps, objects);
    }
  }

  private static void content(HttpExchange exchange, List<String> steps, List<Stored> objects)
      throws IOException {
    boolean metadata = steps.getLast().equals("metadata");
    String instance = steps.get(steps.size() - (metadata ? 2 : 1));
    @Nullable Stored object =
        objects.stream().filter(it -> it.instance().equals(instance)).findFirst().orElse(null);
    if (object == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            metadata
                ? "application/dicom+json"
                : "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY);
    exchange.sendResponseHeaders(200, 0);
    (metadata ? object.metadata() : object.object()).write(exchange.getResponseBody());
  }

  private List<Object> found(Map<String, String> query) {
    List<String> wanted = Arrays.asList(query.getOrDefault("StudyInstanceUID", "").split(",", -1));
    return physicians.keySet().stream()
        .filter(uid -> wanted.contains(uid) || wanted.contains(""))
        .map(this::study)
        .toList();
  }

  private Object study(String uid) {
    String[] physician = physicians.getOrDefault(uid, " ").split(" ", -1);
    Map<String, Object> code =
        Map.of("00080100", value("SH", physician[1]), "00080102", value("SH", physician[0]));
    Map<String, Object> person = Map.of("00401101", value("SQ", code));
    Map<String, Object> study = new LinkedHashMap<>();
    study.put("0020000D", value("UI", uid));
    study.put("00080020", value("DA", "20261120"));
    study.put("00100010", value("PN", Map.of("Alphabetic", "Vanderquill^Adelheid")));
    study.put("00081030", value("LO", "CT thorax"));
    study.put("00321031", value("SQ", person));
    return study;
  }

  private static List<Object> series(String study, List<Stored> objects) {
    List<Object> series = new ArrayList<>();
    objects.stream()
        .map(it -> List.of(it.series(), it.modality()))
        .distinct()
        .forEach(
            it ->
                series.add(
                    Map.of(
                        "0020000D", value("UI", study),
                        "0020000E", value("UI", it.getFirst()),
                        "00080060", value("CS", it.getLast()))));
    return series;
  }

  private static List<Object> instances(
      List<String> steps, List<Stored> objects, Map<String, String> query) {
    String series = steps.size() > 3 ? steps.get(2) : "";
    String wanted = query.getOrDefault("SOPInstanceUID", "");
    return objects.stream()
        .filter(it -> series.isEmpty() || it.series().equals(series))
        .filter(it -> wanted.isEmpty() || it.instance().equals(wanted))
        .skip(Long.parseLong(query.getOrDefault("offset", "0")))
        .map(it -> instance(steps.getFirst(), it))
        .toList();
  }

  /** Of images, the class is told too: without it, an object counts as a report. */
  private static Object instance(String study, Stored object) {
    Map<String, Object> instance = new LinkedHashMap<>();
    if (object.modality().equals("CT")) {
      instance.put("00080016", value("UI", "1.2.840.10008.5.1.4.1.1.2"));
    }
    instance.put("00080018", value("UI", object.instance()));
    instance.put("0020000D", value("UI", study));
    instance.put("0020000E", value("UI", object.series()));
    return instance;
  }

  private static Map<String, Object> value(String vr, Object value) {
    return Map.of("vr", vr, "Value", List.of(value));
  }

  private static void json(HttpExchange exchange, List<Object> items) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
    byte[] body = JSON.writeValueAsBytes(items);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : (query == null ? "" : query).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return parameters;
  }
}
