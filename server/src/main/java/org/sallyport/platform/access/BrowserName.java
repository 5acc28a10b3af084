package org.sallyport.platform.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes a User-Agent header in words. An unknown header becomes "unknown browser"; the header
 * itself is never returned.
 */
final class BrowserName {
  static final int MAX_HEADER_LENGTH = 512;

  /**
   * Matched in this order: the headers of Edge, Opera and Samsung Internet also contain "Chrome",
   * and that of Chrome contains "Safari".
   */
  private static final Map<String, Pattern> BROWSERS = new LinkedHashMap<>();

  private static final Map<String, Pattern> SYSTEMS = new LinkedHashMap<>();

  static {
    BROWSERS.put("Edge", Pattern.compile("Edg(?:e|A|iOS)?/(\\d{1,4})"));
    BROWSERS.put("Opera", Pattern.compile("OPR/(\\d{1,4})"));
    BROWSERS.put("Samsung Internet", Pattern.compile("SamsungBrowser/(\\d{1,4})"));
    BROWSERS.put("Firefox", Pattern.compile("(?:Firefox|FxiOS)/(\\d{1,4})"));
    BROWSERS.put("Chrome", Pattern.compile("(?:Headless)?(?:Chrome|CriOS)/(\\d{1,4})"));
    BROWSERS.put("Safari", Pattern.compile("Version/(\\d{1,4})[^ ]* .*Safari/"));
    SYSTEMS.put("iPhone", Pattern.compile("iPhone"));
    SYSTEMS.put("iPad", Pattern.compile("iPad"));
    SYSTEMS.put("Android", Pattern.compile("Android"));
    SYSTEMS.put("Windows", Pattern.compile("Windows"));
    SYSTEMS.put("macOS", Pattern.compile("Macintosh"));
    SYSTEMS.put("ChromeOS", Pattern.compile("CrOS"));
    SYSTEMS.put("Linux", Pattern.compile("Linux"));
  }

  private BrowserName() {}

  static String of(@Nullable String userAgent) {
    if (userAgent == null) {
      return "unknown browser";
    }
    String header = userAgent.substring(0, Math.min(MAX_HEADER_LENGTH, userAgent.length()));
    return browser(header) + system(header);
  }

  /** Browser and system without a version, for example "Chrome on Linux"; empty if unknown. */
  static String brief(@Nullable String userAgent) {
    String whole = of(userAgent);
    return whole.startsWith("unknown") ? "" : whole.replaceFirst(" \\d+", "");
  }

  /** "iPhone" or "iPad"; null for all others. */
  static @Nullable String phone(@Nullable String userAgent) {
    String whole = of(userAgent);
    return whole.endsWith(" on iPhone") || whole.endsWith(" on iPad")
        ? whole.substring(whole.lastIndexOf(' ') + 1)
        : null;
  }

  private static String browser(String header) {
    for (Map.Entry<String, Pattern> browser : BROWSERS.entrySet()) {
      Matcher matcher = browser.getValue().matcher(header);
      if (matcher.find()) {
        return browser.getKey() + " " + matcher.group(1);
      }
    }
    return "unknown browser";
  }

  private static String system(String header) {
    for (Map.Entry<String, Pattern> system : SYSTEMS.entrySet()) {
      if (system.getValue().matcher(header).find()) {
        return " on " + system.getKey();
      }
    }
    return "";
  }
}
