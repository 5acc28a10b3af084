package org.sallyport.platform.messages;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Formats dates and times by a pattern of the bundle, in the language of the thread. */
public final class DateFormats {
  private static final Map<Named, DateTimeFormatter> MADE = new ConcurrentHashMap<>();

  private final String key;
  private final @Nullable ZoneId zone;

  private DateFormats(String key, @Nullable ZoneId zone) {
    this.key = key;
    this.zone = zone;
  }

  private record Named(String pattern, Language language) {}

  /**
   * A format.
   *
   * @param key of its pattern, for example "common.format.time"
   */
  public static DateFormats of(String key) {
    return new DateFormats(key, null);
  }

  /** The same for moments, which it shows in this time zone. */
  public DateFormats withZone(ZoneId zone) {
    return new DateFormats(key, zone);
  }

  /**
   * The text of a time.
   *
   * @throws java.time.DateTimeException if it lacks what the pattern shows
   */
  public String format(TemporalAccessor at) {
    Named named = new Named(Messages.pattern(key), Language.current());
    DateTimeFormatter made = MADE.get(named);
    if (made == null) {
      made = MADE.computeIfAbsent(named, DateFormats::made);
    }
    return (zone == null ? made : made.withZone(zone)).format(at);
  }

  private static DateTimeFormatter made(Named named) {
    return DateTimeFormatter.ofPattern(named.pattern(), named.language().locale())
        .localizedBy(named.language().locale());
  }
}
