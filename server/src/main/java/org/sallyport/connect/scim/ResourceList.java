package org.sallyport.connect.scim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer with several resources, of which it has a page (RFC 7644 section 3.4.2). */
public final class ResourceList {
  private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
  private static final int USUAL = 100;
  private static final int MOST = 200;

  private ResourceList() {}

  /**
   * Which of the resources that match are answered.
   *
   * @param start the first, counted from 1
   * @param count how many at most
   */
  public record Page(int start, int count) {
    /** Less than one is the first; a count below zero is none. */
    public static Page of(int startIndex, @Nullable Integer count) {
      return new Page(Math.max(1, startIndex), count == null ? USUAL : Math.clamp(count, 0, MOST));
    }

    /** The resources of this page. */
    public <T> List<T> of(List<T> all) {
      int from = Math.min(start - 1, all.size());
      return all.subList(from, Math.min(all.size(), from + count));
    }
  }

  /** The answer. */
  public static ObjectNode of(JsonMapper json, int total, Page page, List<ObjectNode> resources) {
    ObjectNode list = json.createObjectNode();
    list.putArray("schemas").add(SCHEMA);
    list.put("totalResults", total);
    list.put("startIndex", page.start());
    list.put("itemsPerPage", resources.size());
    ArrayNode all = list.putArray("Resources");
    resources.forEach(all::add);
    return list;
  }
}
