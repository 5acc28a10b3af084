package org.sallyport.browser.scenarios.languages;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Audience;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;

/** The words of a reader: the texts of keys, as the pages have them. */
record Words(Language language, Audience audience) {
  String of(String key, @Nullable Object... arguments) {
    return language.compose(() -> audience.address(() -> Messages.text(key, arguments)));
  }
}
