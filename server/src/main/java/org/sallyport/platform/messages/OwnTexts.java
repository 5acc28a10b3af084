package org.sallyport.platform.messages;

import java.util.Map;
import java.util.TreeMap;

/**
 * A hospital's own texts ({@code sallyport.languages.texts}) for the viewer and the phone app,
 * whose other texts are built into their programs.
 */
public final class OwnTexts {
  private OwnTexts() {}

  /**
   * Those of an area in the language and for the audience of this thread, by key, each as the
   * program has its own; empty for most hospitals.
   */
  public static Map<String, Object> of(String area) {
    return of(Language.current(), Audience.current(), area);
  }

  /** Those of an area in a language, for an audience. A pseudo language has all of an area. */
  public static Map<String, Object> of(Language language, Audience audience, String area) {
    Map<String, Object> texts = new TreeMap<>();
    if (language.pseudo()) {
      Bundles.shipped(Bundles.file(Language.ENGLISH, Audience.PROFESSIONALS, area))
          .keySet()
          .forEach(key -> texts.put(key, BuiltText.of(Messages.pattern(key, language, audience))));
      return texts;
    }
    Bundles.replaced(language, Audience.PROFESSIONALS, area)
        .forEach((key, text) -> texts.put(key, BuiltText.of(text)));
    if (audience != Audience.PROFESSIONALS) {
      // What the product words for patients is not replaced by words for everybody else.
      texts.keySet().removeAll(Bundles.shipped(Bundles.file(language, audience, area)).keySet());
      Bundles.replaced(language, audience, area)
          .forEach((key, text) -> texts.put(key, BuiltText.of(text)));
    }
    return texts;
  }
}
