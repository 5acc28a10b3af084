package org.sallyport.platform.messages;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The languages of pages and messages.
 *
 * @param own tag of the installation's language, for readers of whom nothing else is known, and for
 *     messages to people without an account
 * @param offered tags of the languages that readers can choose; the installation's own is always
 *     among them
 * @param texts folder with texts of the hospital's own, in files such as nl/signin.properties; each
 *     key replaces the product's. Read when the server starts.
 */
@ConfigurationProperties("sallyport.languages")
public record LanguageProperties(
    @DefaultValue("en") String own,
    @DefaultValue({"en", "nl", "fr", "de", "it", "es", "pt", "pl", "ar"}) List<String> offered,
    @Nullable Path texts) {
  public LanguageProperties {
    language("own", own);
    offered = List.copyOf(offered);
    offered.forEach(it -> language("offered", it));
    Overrides.read(texts);
  }

  private static Language language(String setting, String tag) {
    return Language.tagged(tag)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "sallyport.languages." + setting + ": there are no texts in \"" + tag + "\""));
  }

  Language ownLanguage() {
    return language("own", own);
  }

  List<Language> offeredLanguages() {
    return offered.stream().map(it -> language("offered", it)).toList();
  }
}
