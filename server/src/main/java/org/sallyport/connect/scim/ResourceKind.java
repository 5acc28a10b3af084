package org.sallyport.connect.scim;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.scim.filter.Filter;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyHolder;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of resource, with its operations (RFC 7644 section 3). Each key sees and touches what it
 * made or was given, and nothing else.
 */
public interface ResourceKind {

  /** The last part of its path, for example "Users". */
  String path();

  /** Those that match, in the order in which they were made; all without a filter. */
  List<ObjectNode> all(@Nullable Filter filter, KeyHolder by);

  /**
   * Adds what an answer has beside what is compared.
   *
   * @param projection what the answer has
   */
  void complete(ObjectNode resource, Projection projection, KeyHolder by);

  /** One that is there. */
  ObjectNode one(UUID id, KeyHolder by) throws ScimRefusal;

  ObjectNode make(ObjectNode body, KeyHolder by, Origin origin) throws ScimRefusal;

  /** What a resource becomes if a body takes its place. */
  ObjectNode replaced(ObjectNode present, ObjectNode body);

  /** What a request makes of a resource as it is. */
  @FunctionalInterface
  interface Change {
    /**
     * The resource as it is to be.
     *
     * @param present as it is, which may be changed
     */
    ObjectNode of(ObjectNode present) throws ScimRefusal;
  }

  /**
   * Changes one. Nothing is changed if any of it is refused.
   *
   * @param ifMatch the version that was read; null for any
   */
  ObjectNode change(UUID id, @Nullable String ifMatch, Change change, KeyHolder by, Origin origin)
      throws ScimRefusal;

  void delete(UUID id, @Nullable String ifMatch, KeyHolder by, Origin origin) throws ScimRefusal;
}
