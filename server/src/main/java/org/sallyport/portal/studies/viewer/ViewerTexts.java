package org.sallyport.portal.studies.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Audience;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.OwnTexts;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files with the texts of the viewer, one for each language and audience, as its build names
 * them. The script loads the one that it needs; the page names it too, so that the browser loads it
 * while it reads the script.
 *
 * @param files their names, by the tag of the language, or by "TAG/patient"
 */
record ViewerTexts(Map<String, String> files) {
  private static final ClassPathResource BUILT =
      new ClassPathResource("static/viewer/messages.json");
  private static final String PATIENT = "patient";
  private static final JsonMapper JSON = new JsonMapper();

  /** Those of this build; none if it is without the viewer. */
  static ViewerTexts built() {
    if (!BUILT.exists()) {
      return new ViewerTexts(Map.of());
    }
    try (InputStream in = BUILT.getInputStream()) {
      return new ViewerTexts(JSON.readValue(in, new TypeReference<>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the page calls the audience of this thread; null for professionals. */
  static @Nullable String audience() {
    return Audience.current() == Audience.PATIENTS ? PATIENT : null;
  }

  /** The texts that the hospital words in its own way, as JSON; null if there are none. */
  static @Nullable String own() {
    Map<String, Object> own = OwnTexts.of("viewer");
    return own.isEmpty() ? null : JSON.writeValueAsString(own);
  }

  /** The path of the texts that this thread's reader needs; null if there are none. */
  @Nullable String path() {
    String tag = Language.current().tag();
    String language = files.containsKey(tag) ? tag : Language.ENGLISH.tag();
    String general = files.get(language);
    String own = audience() == null ? general : files.get(language + "/" + audience());
    String file = own == null ? general : own;
    return file == null ? null : "/viewer/" + file;
  }
}
