package org.sallyport.edge.web.published;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

/**
 * Serves the files of the image viewer at /viewer, compressed where the browser accepts it. Files
 * with a hash in their names are immutable; the first script and the styles are revalidated.
 */
@Configuration(proxyBeanMethods = false)
class ViewerFiles implements WebMvcConfigurer {
  private static final String FILES = "classpath:/static/viewer/";
  private static final Duration CACHE_TTL = Duration.ofDays(365);

  /**
   * The policy of the worker that decodes images. It is the only script of the product that may
   * compile WebAssembly.
   */
  private static final String WORKER =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

  private static final HandlerInterceptor WORKER_POLICY =
      new HandlerInterceptor() {
        @Override
        public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
          response.setHeader("Content-Security-Policy", WORKER);
          return true;
        }
      };

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(WORKER_POLICY)
        .addPathPatterns("/viewer/assets/decodeImageFrameWorker*");
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    addImmutable(registry);
    addRevalidated(registry);
  }

  private static void addImmutable(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/viewer/assets/*")
        .addResourceLocations(FILES + "assets/")
        .setCacheControl(CacheControl.maxAge(CACHE_TTL).cachePrivate().immutable())
        .setUseLastModified(false)
        .resourceChain(true)
        .addResolver(new EncodedResourceResolver());
  }

  private static void addRevalidated(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/viewer/*")
        .addResourceLocations(FILES)
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false)
        .setEtagGenerator(AppFiles::tag)
        .resourceChain(true)
        .addResolver(new EncodedResourceResolver());
  }
}
