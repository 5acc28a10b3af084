package org.sallyport.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.sallyport.platform.messages.Language;

/** All sample pages as HTML, for tests that look at them in a browser. */
public final class SamplePages {
  private static final Renderer RENDERER = new Renderer();

  private SamplePages() {}

  static Stream<Sample> all() {
    return Stream.of(
            GateSamples.all(), SettingsSamples.all(), AdminSamples.all(), StaffSamples.all())
        .flatMap(samples -> samples);
  }

  /**
   * The pages in a language, by name. Values that a page is given, such as names, are those of the
   * samples.
   */
  public static Map<String, String> in(Language language) {
    return language.compose(
        () -> {
          Map<String, String> pages = new LinkedHashMap<>();
          all().forEach(sample -> pages.put(sample.file(), html(sample)));
          return pages;
        });
  }

  private static String html(Sample sample) {
    try {
      return RENDERER.render(sample.template(), sample.model());
    } catch (Exception e) {
      throw new AssertionError(sample.file(), e);
    }
  }
}
