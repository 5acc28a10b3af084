package org.sallyport.edge.web.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Language;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves the files of the phone app at /app. Files with a hash in their names are immutable; the
 * page, its service worker and the icons are revalidated at each request by an ETag of their
 * content, since all files of a jar have the same date.
 */
@Configuration(proxyBeanMethods = false)
class AppFiles implements WebMvcConfigurer {
  private static final String FILES = "classpath:/static/app/";
  private static final String PAGE = "index.html";
  private static final Duration CACHE_TTL = Duration.ofDays(365);

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    addImmutable(registry);
    addRevalidated(registry);
  }

  private static void addImmutable(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/app/assets/*")
        .addResourceLocations(FILES + "assets/")
        .setCacheControl(CacheControl.maxAge(CACHE_TTL).cachePublic().immutable())
        .setUseLastModified(false);
  }

  private static void addRevalidated(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/app/*")
        .addResourceLocations(FILES)
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false)
        .setEtagGenerator(AppFiles::tag)
        .resourceChain(false)
        .addResolver(new PageInLanguage());
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/app", "/app/");
    registry.addViewController("/app/").setViewName("forward:/app/" + PAGE);
  }

  /**
   * The page is built once for each language: what it says before its script runs, and the manifest
   * that it names, are in the reader's.
   */
  private static final class PageInLanguage extends PathResourceResolver {
    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
      String own = "index." + Language.current().tag() + ".html";
      Resource page = path.equals(PAGE) ? super.getResource(own, location) : null;
      return page == null ? super.getResource(path, location) : page;
    }
  }

  /** A hash of the content. */
  static String tag(Resource file) {
    try {
      return DigestUtils.md5DigestAsHex(file.getContentAsByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
