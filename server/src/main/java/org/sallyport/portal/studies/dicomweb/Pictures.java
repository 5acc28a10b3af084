package org.sallyport.portal.studies.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.archive.Representation;

/** The requested size of a rendered image (PS3.18 section 8.3.5.1). */
final class Pictures {
  private static final Pattern VIEWPORT = Pattern.compile("([1-9][0-9]{0,3}),([1-9][0-9]{0,3})");

  private Pictures() {}

  /**
   * The representation with the size given in the query; unchanged if the size is missing or
   * invalid.
   */
  static Representation.Rendered sized(
      Representation.Rendered rendered, HttpServletRequest request) {
    @Nullable String viewport = request.getParameter("viewport");
    Matcher size = VIEWPORT.matcher(viewport == null ? "" : viewport);
    if (!size.matches()) {
      return rendered;
    }
    try {
      return new Representation.Rendered(rendered.frame(), viewport(size), null);
    } catch (IllegalArgumentException e) {
      return rendered;
    }
  }

  private static Representation.Viewport viewport(Matcher size) {
    return new Representation.Viewport(
        Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
  }
}
