package org.sallyport.portal.studies.dicomweb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.dicom.Tag;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rewrites the URLs in the archive's responses to URLs of the gateway. URLs that do not lead to a
 * served resource of the same study are removed, so that no client follows them and the archive's
 * own address is not disclosed.
 */
@Component
@RequiredArgsConstructor
class ArchiveUrlRewriter {
  private static final String BULK = "BulkDataURI";

  private final Archive archive;
  private final Installation installation;

  /**
   * Rewrites all URLs in a set of attributes, including its sequences.
   *
   * @param root of the reader's addresses, for example "/dicom-web/"
   */
  void rewrite(ObjectNode attributes, StudyUid study, String root) {
    for (Map.Entry<String, JsonNode> entry : List.copyOf(attributes.properties())) {
      if (entry.getValue() instanceof ObjectNode attribute) {
        rewriteBulk(attribute, study, root);
        rewriteUrl(entry.getKey(), attribute, study, root);
        attribute.path("Value").forEach(item -> rewriteItem(item, study, root));
      }
    }
  }

  private void rewriteItem(JsonNode value, StudyUid study, String root) {
    if (value instanceof ObjectNode item) {
      rewrite(item, study, root);
    }
  }

  private void rewriteBulk(ObjectNode attribute, StudyUid study, String root) {
    if (attribute.has(BULK)) {
      Optional<String> ours = ours(attribute.path(BULK).asString(""), study, root);
      attribute.remove(BULK);
      ours.ifPresent(address -> attribute.put(BULK, address));
    }
  }

  /**
   * A URL value that does not refer to the archive is content, and stays unchanged; the gateway
   * does not fetch it.
   */
  private void rewriteUrl(String tag, ObjectNode attribute, StudyUid study, String root) {
    if (!attribute.path("vr").asString("").equals("UR")
        || !(attribute.path("Value") instanceof ArrayNode values)) {
      return;
    }
    ArrayNode kept = attribute.arrayNode();
    for (JsonNode value : values) {
      String address = value.asString("");
      if (tag.equalsIgnoreCase(Tag.RETRIEVE_URL) || archive.below(address).isPresent()) {
        ours(address, study, root).ifPresent(kept::add);
      } else {
        kept.add(value);
      }
    }
    attribute.set("Value", kept);
  }

  private Optional<String> ours(String address, StudyUid study, String root) {
    return archive
        .below(address)
        .filter(path -> leadsInto(path, study))
        .map(path -> installation.address(root + path).toString());
  }

  private static boolean leadsInto(String path, StudyUid study) {
    return DicomWebRequest.parse(path)
        .filter(wanted -> wanted.place().study().equals(study))
        .isPresent();
  }
}
