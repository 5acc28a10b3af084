package org.sallyport.platform.messages;

import java.time.format.DateTimeFormatter;

/** Formats of dates and times, with patterns of the bundle, in the language of the messages. */
public final class DateFormats {
  private DateFormats() {}

  /**
   * A format.
   *
   * @param key of its pattern, for example "common.format.time"
   */
  public static DateTimeFormatter of(String key) {
    return DateTimeFormatter.ofPattern(Messages.text(key), Messages.LANGUAGE);
  }
}
