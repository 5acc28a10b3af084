package org.sallyport.platform.messages;

import org.springframework.context.annotation.Configuration;

/** Sets what the installation offers, before anything is worded. */
@Configuration
class LanguageSettings {
  LanguageSettings(LanguageProperties properties) {
    Language.offer(properties.ownLanguage(), properties.offeredLanguages());
    Bundles.replace(Overrides.read(properties.texts()));
    Messages.forget();
  }
}
