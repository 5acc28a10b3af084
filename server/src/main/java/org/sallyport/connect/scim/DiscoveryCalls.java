package org.sallyport.connect.scim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.keys.ForKey;
import org.sallyport.platform.access.keys.KeyScope;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is supported here (RFC 7644 section 4), and bulk requests, which are not. */
@RestController
@RequestMapping(ScimPaths.ROOT)
@ForKey(KeyScope.SCIM)
@RequiredArgsConstructor
class DiscoveryCalls {
  private final JsonMapper json;
  private final Resources resources;

  @GetMapping("/ServiceProviderConfig")
  ResponseEntity<ObjectNode> configuration() {
    ObjectNode configuration = (ObjectNode) read("service-provider-config");
    configuration
        .putObject("meta")
        .put("resourceType", "ServiceProviderConfig")
        .put("location", resources.location("/ServiceProviderConfig"));
    return Resources.answer(configuration);
  }

  @GetMapping("/ResourceTypes")
  ResponseEntity<ObjectNode> types(@RequestParam(defaultValue = "") String filter)
      throws ScimRefusal {
    return all("ResourceType", "resource-types", filter);
  }

  @GetMapping("/ResourceTypes/{id}")
  ResponseEntity<ObjectNode> type(@PathVariable String id) throws ScimRefusal {
    return one("ResourceType", "resource-types", id);
  }

  @GetMapping("/Schemas")
  ResponseEntity<ObjectNode> schemas(@RequestParam(defaultValue = "") String filter)
      throws ScimRefusal {
    return all("Schema", "schemas", filter);
  }

  @GetMapping("/Schemas/{id}")
  ResponseEntity<ObjectNode> schema(@PathVariable String id) throws ScimRefusal {
    return one("Schema", "schemas", id);
  }

  @PostMapping("/Bulk")
  ResponseEntity<ObjectNode> bulk() throws ScimRefusal {
    throw ScimRefusal.of(HttpStatus.NOT_IMPLEMENTED, "scim.no-bulk");
  }

  /** These lists are not filtered (RFC 7644 section 4). */
  private ResponseEntity<ObjectNode> all(String type, String file, String filter)
      throws ScimRefusal {
    if (!filter.isEmpty()) {
      throw ScimRefusal.of(HttpStatus.FORBIDDEN, "scim.no-filter");
    }
    List<ObjectNode> all = described(type, file);
    return Resources.answer(ResourceList.of(json, all.size(), ResourceList.Page.of(1, null), all));
  }

  private ResponseEntity<ObjectNode> one(String type, String file, String id) throws ScimRefusal {
    for (ObjectNode each : described(type, file)) {
      if (each.path("id").asString("").equals(id)) {
        return Resources.answer(each);
      }
    }
    throw ScimRefusal.of(HttpStatus.NOT_FOUND, "api.fault.not-found");
  }

  private List<ObjectNode> described(String type, String file) {
    List<ObjectNode> all = new ArrayList<>();
    for (JsonNode each : read(file)) {
      ObjectNode resource = (ObjectNode) each;
      resource
          .putObject("meta")
          .put("resourceType", type)
          .put(
              "location", resources.location("/" + type + "s/" + resource.path("id").asString("")));
      all.add(resource);
    }
    return all;
  }

  private JsonNode read(String file) {
    try (InputStream in = new ClassPathResource("scim/" + file + ".json").getInputStream()) {
      return json.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
