package org.sallyport.connect.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sallyport.connect.apikeys.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/openapi.json, and whether an answer is as it says. */
final class OpenApi {
  private static final Path FILE = Path.of("../docs/openapi.json");

  private final JsonNode root;

  OpenApi() {
    try {
      root = new JsonMapper().readTree(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All operations, for example "GET /api/v1/key". */
  Set<String> operations() {
    Set<String> all = new TreeSet<>();
    root.path("paths")
        .forEachEntry(
            (path, methods) ->
                methods.forEachEntry(
                    (method, operation) -> all.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return all;
  }

  /** The scope that an operation needs; empty if any key may call it. */
  String scope(String method, String path) {
    return operation(method, path).path("security").path(0).path("key").path(0).asString("");
  }

  Set<String> fields(String schema) {
    return names(root.path("components").path("schemas").path(schema).path("properties"));
  }

  /** Asserts that the status is listed for the call, and each field for the answer. */
  Program.Answer checked(Program.Answer answer) {
    String method = answer.response().request().method();
    String path = template(answer.response().uri().getPath());
    JsonNode response =
        operation(method, path).path("responses").path(Integer.toString(answer.status()));
    assertThat(response.isMissingNode())
        .as("%s %s answers %s: %s", method, path, answer.status(), answer.response().body())
        .isFalse();
    JsonNode content = resolved(response).path("content");
    String type = answer.header("Content-Type").replaceFirst(";.*", "");
    if (content.isMissingNode()) {
      assertThat(answer.response().body()).isEmpty();
    } else {
      assertThat(names(content)).as("%s %s", method, path).contains(type);
      compare(answer.json(), content.path(type).path("schema"), method + " " + path);
    }
    return answer;
  }

  private void compare(JsonNode value, JsonNode unresolved, String where) {
    JsonNode schema = resolved(unresolved);
    if (value.isArray()) {
      value.forEach(it -> compare(it, schema.path("items"), where));
    } else if (value.isObject() && schema.has("properties")) {
      Set<String> known = names(schema.path("properties"));
      assertThat(known).as(where).containsAll(names(value));
      Set<String> wanted = new HashSet<>();
      schema.path("required").forEach(it -> wanted.add(it.asString()));
      assertThat(names(value)).as(where).containsAll(wanted);
      value.forEachEntry(
          (name, inner) -> compare(inner, schema.path("properties").path(name), where));
    }
  }

  private JsonNode operation(String method, String path) {
    return root.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  /** The path of the file that a path of a call is one of. */
  private String template(String path) {
    return names(root.path("paths")).stream()
        .filter(it -> path.matches(it.replaceAll("\\{[a-z]+}", "[^/]+")))
        .min(Comparator.comparing(it -> it.contains("{") ? 1 : 0))
        .orElse(path);
  }

  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : root.at(reference.substring(1));
  }

  private static Set<String> names(JsonNode object) {
    return new TreeSet<>(object.propertyNames());
  }

  /** Fields that are not constants of a call. */
  Map<String, Set<String>> schemas() {
    Map<String, Set<String>> all = new TreeMap<>();
    names(root.path("components").path("schemas")).forEach(it -> all.put(it, fields(it)));
    return all;
  }
}
