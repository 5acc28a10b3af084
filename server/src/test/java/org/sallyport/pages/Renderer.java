package org.sallyport.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.servlet.support.csrf.CsrfRequestDataValueProcessor;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/** Renders a template as the application does: with Spring's Thymeleaf and a CSRF token. */
final class Renderer {
  private final AnnotationConfigWebApplicationContext context =
      new AnnotationConfigWebApplicationContext();

  Renderer() {
    context.setServletContext(new MockServletContext());
    context.register(ThymeleafAutoConfiguration.class, Words.class, Tokens.class);
    context.refresh();
  }

  String render(String template, Map<String, ? extends @Nullable Object> model) throws Exception {
    return render(template, model, request());
  }

  /** Renders the page as the response to a form in which a box was ticked. */
  String renderTicked(Sample sample, String box) throws Exception {
    MockHttpServletRequest request = request();
    request.setParameter(box, "yes");
    return render(sample.template(), sample.model(), request);
  }

  private String render(
      String template, Map<String, ? extends @Nullable Object> model, HttpServletRequest request)
      throws Exception {
    ViewResolver resolver = context.getBean("thymeleafViewResolver", ViewResolver.class);
    View view = Objects.requireNonNull(resolver.resolveViewName(template, Locale.ENGLISH));
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.setCharacterEncoding("UTF-8");
    view.render(new HashMap<>(model), request, response);
    return response.getContentAsString();
  }

  private MockHttpServletRequest request() {
    MockHttpServletRequest request = new MockHttpServletRequest(context.getServletContext());
    request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
    request.setAttribute(
        DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(Locale.ENGLISH));
    request.setAttribute(
        CsrfToken.class.getName(), new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "sample"));
    return request;
  }

  /** Without the settings, which would end those of the applications in this JVM. */
  @TestConfiguration(proxyBeanMethods = false)
  @ComponentScan(
      basePackages = "org.sallyport.platform.messages",
      excludeFilters =
          @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.LanguageSettings"))
  static class Words {}

  @TestConfiguration(proxyBeanMethods = false)
  static class Tokens {
    @Bean
    RequestDataValueProcessor requestDataValueProcessor() {
      return new CsrfRequestDataValueProcessor();
    }
  }
}
