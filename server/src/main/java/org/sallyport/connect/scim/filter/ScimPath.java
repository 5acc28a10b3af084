package org.sallyport.connect.scim.filter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.scim.ScimRefusal;

/**
 * What a patch is about (RFC 7644 section 3.5.2): {@code active}, {@code name.familyName}, {@code
 * emails[type eq "work"].value}.
 *
 * @param name of the attribute, with its sub-attribute
 * @param filter which of its values; null for all
 */
public record ScimPath(AttributeName name, @Nullable Filter filter) {
  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z][A-Za-z0-9_$:.-]*)(?:\\[(.+)](?:\\.([A-Za-z][A-Za-z0-9_$-]*))?)?");

  public static ScimPath parse(String text) throws ScimRefusal {
    Matcher shape = SHAPE.matcher(text.strip());
    if (!shape.matches()) {
      throw ScimRefusal.of(ScimRefusal.Type.INVALID_PATH, "scim.path");
    }
    AttributeName name = AttributeName.of(shape.group(1));
    if (shape.group(2) == null) {
      return new ScimPath(name, null);
    }
    AttributeName whole =
        shape.group(3) == null
            ? name
            : new AttributeName(
                name.attribute(), AttributeName.of(shape.group(3)).attribute(), name.isForeign());
    return new ScimPath(whole, FilterParser.parse(shape.group(2)));
  }
}
