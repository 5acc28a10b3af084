package org.sallyport.demo.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of Orthanc's REST API that the demo uses. */
public final class OrthancApi {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int OK = 200;
  private static final int MAX_ATTEMPTS = 3;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;
  private final String authorization;

  /**
   * The calls of one archive.
   *
   * @param root its address, for example http://127.0.0.1:8042/
   */
  public OrthancApi(URI root, String user, String password) {
    this.root = root;
    byte[] credential = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(credential);
  }

  URI root() {
    return root;
  }

  public boolean answers() {
    try {
      return send(request("/system").GET().build()).statusCode() == OK;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Stores an object; returns its id in this Orthanc. */
  String store(byte[] object) {
    HttpRequest request = request("/instances").POST(BodyPublishers.ofByteArray(object)).build();
    return JSON.readTree(body(request)).path("ID").asString();
  }

  /** An anonymized copy of a stored object. */
  byte[] anonymized(String id) {
    return changed(id, "anonymize", Map.of("Force", true));
  }

  /** A copy of a stored object with changed values. */
  byte[] modified(String id, Map<String, Object> values) {
    return changed(id, "modify", Map.of("Replace", values, "Force", true));
  }

  /**
   * Makes and stores an object from attributes.
   *
   * @param content a picture or document as a data URL, or null
   */
  void make(Map<String, Object> tags, @Nullable String content) {
    Map<String, Object> object = new HashMap<>(Map.of("Tags", tags, "Force", true));
    if (content != null) {
      object.put("Content", content);
    }
    HttpRequest request =
        request("/tools/create-dicom")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(object)))
            .build();
    body(request);
  }

  private byte[] changed(String id, String act, Map<String, Object> how) {
    HttpRequest request =
        request("/instances/" + id + "/" + act)
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(how)))
            .build();
    return body(request);
  }

  void delete(String id) {
    body(request("/instances/" + id).DELETE().build());
  }

  /** The number of objects in a study. */
  public int count(String studyUid) {
    Map<String, Object> question =
        Map.of("Level", "Instance", "Query", Map.of("StudyInstanceUID", studyUid));
    HttpRequest request =
        request("/tools/find")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(question)))
            .build();
    JsonNode found = JSON.readTree(body(request));
    return found.size();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(root.resolve(path)).header("Authorization", authorization);
  }

  private byte[] body(HttpRequest request) {
    HttpResponse<byte[]> answer = send(request);
    if (answer.statusCode() != OK) {
      String asked = request.method() + " " + request.uri().getPath();
      throw new IllegalStateException(
          "the archive answers " + answer.statusCode() + " to " + asked);
    }
    return answer.body();
  }

  /**
   * Sends a request and repeats it if its connection breaks: Orthanc closes an idle connection
   * after a second, possibly just as it is reused. All requests sent here are safe to repeat.
   */
  private HttpResponse<byte[]> send(HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return http.send(request, BodyHandlers.ofByteArray());
      } catch (IOException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw new UncheckedIOException(e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
