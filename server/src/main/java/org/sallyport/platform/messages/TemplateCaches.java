package org.sallyport.platform.messages;

import org.springframework.stereotype.Component;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Room for all templates and their expressions: Thymeleaf's own caches hold 200 and 500 of the 454
 * and 2,416 that the pages have, and drop the oldest, which are then read again. No expression is
 * made of what somebody typed, so their number is that of the templates.
 */
@Component
final class TemplateCaches {
  private static final int TEMPLATES = 1_000;
  private static final int EXPRESSIONS = 10_000;

  TemplateCaches(SpringTemplateEngine engine) {
    StandardCacheManager caches = new StandardCacheManager();
    caches.setTemplateCacheMaxSize(TEMPLATES);
    caches.setExpressionCacheMaxSize(EXPRESSIONS);
    engine.setCacheManager(caches);
  }
}
