package org.sallyport.connect.scim.filter;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name of an attribute, as a filter or a path has it: "userName", "name.familyName", or with
 * the URN of a schema before it. Names are compared without regard to case.
 *
 * @param attribute as the resources of this module write it, if they know it
 * @param sub of a complex attribute; null for the attribute itself
 * @param isForeign whether it is of a schema that is not kept, such as the enterprise extension
 */
public record AttributeName(String attribute, @Nullable String sub, boolean isForeign) {
  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

  /** Those that resources have, by their form in lower case. */
  private static final Map<String, String> KNOWN =
      Stream.of(
              "id",
              "externalId",
              "schemas",
              "meta",
              "userName",
              "name",
              "displayName",
              "active",
              "emails",
              "phoneNumbers",
              "roles",
              "groups",
              "members",
              "givenName",
              "familyName",
              "formatted",
              "value",
              "type",
              "primary",
              "display",
              "resourceType",
              "created",
              "lastModified",
              "location",
              "version")
          .collect(Collectors.toMap(it -> it.toLowerCase(Locale.ROOT), it -> it));

  /** The name in a text that has no filter. */
  public static AttributeName of(String text) {
    String name = text;
    boolean isForeign = false;
    if (text.regionMatches(true, 0, "urn:", 0, 4)) {
      isForeign = !text.regionMatches(true, 0, CORE, 0, CORE.length());
      name = text.substring(text.lastIndexOf(':') + 1);
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? new AttributeName(known(name), null, isForeign)
        : new AttributeName(
            known(name.substring(0, dot)), known(name.substring(dot + 1)), isForeign);
  }

  private static String known(String name) {
    return KNOWN.getOrDefault(name.toLowerCase(Locale.ROOT), name);
  }

  /** Whether values are compared with regard to case (RFC 7643 sections 3.1 and 8.7.1). */
  boolean isCaseExact() {
    return attribute.equals("id") || attribute.equals("externalId");
  }
}
