package org.sallyport.connect.forwardauth.signin;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The styles of the pages at the hosts of applications. */
@Configuration(proxyBeanMethods = false)
class ApplicationHostFiles implements WebMvcConfigurer {
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/.sallyport/design/**")
        .addResourceLocations("classpath:/static/design/")
        .setCacheControl(CacheControl.noCache());
  }
}
