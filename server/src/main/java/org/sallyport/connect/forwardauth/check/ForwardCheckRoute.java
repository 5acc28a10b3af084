package org.sallyport.connect.forwardauth.check;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Leads to {@link ForwardCheck}, which is no handler method of a controller: for these, Spring MVC
 * prepares the model of a page, which takes longer than the check.
 */
@Configuration(proxyBeanMethods = false)
class ForwardCheckRoute {
  @Bean
  HandlerMapping forwardCheckMapping(ForwardCheck check) {
    HttpRequestHandler handler = check::answer;
    return new SimpleUrlHandlerMapping(
        Map.of("/auth/forward", handler), Ordered.HIGHEST_PRECEDENCE);
  }
}
