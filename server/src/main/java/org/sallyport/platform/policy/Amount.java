package org.sallyport.platform.policy;

import java.util.Locale;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/** Parses a setting's value to milliseconds, bytes or a plain number. */
final class Amount {
  private Amount() {}

  static long of(KnownSetting setting, String value) {
    String bare = value.strip();
    try {
      if (setting.isDuration()) {
        return DurationStyle.detectAndParse(bare).toMillis();
      }
      return setting.isSize() ? DataSize.parse(bare).toBytes() : Long.parseLong(bare);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw malformed(setting, value);
    }
  }

  private static StartRefused malformed(KnownSetting setting, String value) {
    return new StartRefused(
        String.format(
            Locale.ROOT, "%s: \"%s\" is no %s", setting.name(), value, expected(setting)));
  }

  private static String expected(KnownSetting setting) {
    if (setting.isDuration()) {
      return "duration, write for example 20m or 30d";
    }
    return setting.isSize() ? "size, write for example 19MB" : "whole number";
  }
}
