package org.sallyport.edge.web.language;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Language;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;

/** The language of a request's page, which Spring and the templates ask for. */
@Configuration
public class PageLanguage {
  private static final String OF_ACCOUNT = PageLanguage.class.getName();

  /** Has a request answered in the language of its account, also if it fails. */
  public static void speak(HttpServletRequest request, Language language) {
    request.setAttribute(OF_ACCOUNT, language);
    language.speak();
  }

  static Optional<Language> ofAccount(HttpServletRequest request) {
    return request.getAttribute(OF_ACCOUNT) instanceof Language language
        ? Optional.of(language)
        : Optional.empty();
  }

  @Bean
  LocaleResolver localeResolver() {
    return new OfThread();
  }

  private static final class OfThread implements LocaleResolver {
    @Override
    public Locale resolveLocale(HttpServletRequest request) {
      return Language.current().locale();
    }

    @Override
    public void setLocale(
        HttpServletRequest request,
        @Nullable HttpServletResponse response,
        @Nullable Locale locale) {
      throw new UnsupportedOperationException("the reader chooses at /language");
    }
  }
}
