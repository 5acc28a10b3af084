package org.sallyport.connect.scim;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.installation.Installation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What users and groups have in common: where they are, their version, and reading them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Resources {
  public static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  public static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

  private final Installation installation;
  private final KeyedHash hash;
  private final StrictJson json;

  /**
   * What meta says of a resource.
   *
   * @param path of its kind, for example "/Users/"
   */
  public record Meta(String type, String path, UUID id, Instant madeAt, Instant changedAt) {}

  /** Adds meta, with a version that is a keyed hash of all that is there. */
  public void describe(ObjectNode resource, Meta meta) {
    String version = "W/\"" + hash.token(KeyPurpose.API_ETAG, resource.toString()) + "\"";
    resource
        .putObject("meta")
        .put("resourceType", meta.type())
        .put("created", meta.madeAt().toString())
        .put("lastModified", meta.changedAt().toString())
        .put("location", location(meta.path() + meta.id()))
        .put("version", version);
  }

  /** An address of these paths. */
  public String location(String path) {
    return installation.address(ScimPaths.ROOT + path).toString();
  }

  /** The body of a request. */
  public ObjectNode object(String text) throws ScimRefusal {
    Optional<JsonNode> read = json.read(text, JsonNode.class);
    if (read.isPresent() && read.get() instanceof ObjectNode object) {
      return object;
    }
    throw ScimRefusal.of(ScimRefusal.Type.INVALID_SYNTAX, "scim.body");
  }

  /** Refuses a change of another version than the one that was read, if the request names one. */
  public static void check(@Nullable String ifMatch, ObjectNode resource) throws ScimRefusal {
    if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(version(resource))) {
      throw ScimRefusal.of(HttpStatus.PRECONDITION_FAILED, "scim.changed");
    }
  }

  private static String version(ObjectNode resource) {
    return resource.path("meta").path("version").asString("");
  }

  /** The answer with a resource. */
  public static ResponseEntity<ObjectNode> answer(
      HttpStatus status, ObjectNode resource, Projection projection) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status)
            .contentType(MediaType.valueOf(ScimPaths.TYPE))
            .eTag(version(resource));
    String location = resource.path("meta").path("location").asString("");
    if (status == HttpStatus.CREATED) {
      answer.header("Location", location);
    }
    return answer.body(projection.apply(resource));
  }

  /** The answer with a list. */
  public static ResponseEntity<ObjectNode> answer(ObjectNode list) {
    return ResponseEntity.ok().contentType(MediaType.valueOf(ScimPaths.TYPE)).body(list);
  }
}
