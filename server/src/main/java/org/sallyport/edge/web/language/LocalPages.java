package org.sallyport.edge.web.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the page to which the switch of the language leads back. Its address comes from the form,
 * so it must be one of this server's own pages.
 */
@Component
@RequiredArgsConstructor
class LocalPages {
  private static final String HOME = "/";
  private static final int MAX_LENGTH = 1_000;

  /** A path without empty or relative parts, and a query; nothing that could name another host. */
  private static final Pattern LOCAL =
      Pattern.compile("((?:/[A-Za-z0-9_~%-][A-Za-z0-9._~%-]*)+)/?(\\?[A-Za-z0-9=&._~%+*:-]*)?");

  private final RequestMappingHandlerMapping mapping;

  /**
   * The page if it can be read; else the nearest above it that can, as for the answer to a form.
   */
  String backTo(@Nullable String page) {
    if (page == null || page.length() > MAX_LENGTH) {
      return HOME;
    }
    Matcher local = LOCAL.matcher(page);
    if (!local.matches()) {
      return HOME;
    }
    String path = local.group(1);
    if (isPage(path)) {
      return page;
    }
    while (path.lastIndexOf('/') > 0) {
      path = path.substring(0, path.lastIndexOf('/'));
      if (isPage(path)) {
        return path;
      }
    }
    return HOME;
  }

  private boolean isPage(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return mapping.getHandlerMethods().keySet().stream().anyMatch(it -> isRead(it, parsed));
  }

  private static boolean isRead(RequestMappingInfo handler, PathContainer path) {
    var methods = handler.getMethodsCondition().getMethods();
    var patterns = handler.getPathPatternsCondition();
    return patterns != null
        && (methods.isEmpty() || methods.contains(RequestMethod.GET))
        && patterns.getPatterns().stream().anyMatch(it -> it.matches(path));
  }
}
