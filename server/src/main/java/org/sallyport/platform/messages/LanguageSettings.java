package org.sallyport.platform.messages;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Sets what the installation offers, before anything is worded. */
@Configuration
@EnableConfigurationProperties(LanguageProperties.class)
class LanguageSettings {
  LanguageSettings(LanguageProperties properties) {
    Language.offer(properties.ownLanguage(), properties.offeredLanguages());
    Bundles.replace(Overrides.read(properties.texts()));
    Messages.forget();
  }
}
