package org.sallyport.testing;

import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Lists the form addresses (POST handlers) from the handler mappings. */
@Lazy
@Component
public class PostHandlers {
  private final RequestMappingHandlerMapping handlers;

  PostHandlers(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
    this.handlers = handlers;
  }

  /** All patterns, for example "/settings/devices/link/{method}/confirm". */
  public SortedSet<String> patterns() {
    SortedSet<String> patterns = new TreeSet<>();
    for (RequestMappingInfo handler : handlers.getHandlerMethods().keySet()) {
      if (handler.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
        patterns.addAll(handler.getPatternValues());
      }
    }
    return patterns;
  }
}
