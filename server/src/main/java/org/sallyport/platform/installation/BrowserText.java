package org.sallyport.platform.installation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.platform.messages.Messages;

/**
 * Words a browser for pages and messages. Rows and events hold it as {@code Origin} describes it,
 * in English: "Firefox 140 on Linux".
 */
public final class BrowserText {
  private static final String UNKNOWN = "unknown browser";
  private static final Pattern STORED =
      Pattern.compile(
          "(.{1,100}?)(?: on (iPhone|iPad|Android|Windows|macOS|ChromeOS|Linux))?", Pattern.DOTALL);

  private BrowserText() {}

  /** In the language of this thread. What is no browser, such as a program, stays as it is. */
  public static String of(String stored) {
    Matcher parts = STORED.matcher(stored);
    if (!parts.matches()) {
      return stored;
    }
    String browser =
        parts.group(1).equals(UNKNOWN) ? Messages.text("common.browser.unknown") : parts.group(1);
    String system = parts.group(2);
    return system == null ? browser : Messages.text("common.browser.on-system", browser, system);
  }
}
