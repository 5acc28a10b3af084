package org.sallyport.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The default name of the device of a request: the model if the browser sends it ("Pixel 9"),
 * otherwise browser and system ("Chrome on Linux").
 */
public final class DeviceName {
  /** The client hint with the model (User-Agent Client Hints, 3.6). */
  public static final String MODEL = "Sec-CH-UA-Model";

  /** The response header that requests the hint. */
  public static final String ASKS = "Accept-CH";

  private static final Pattern HINT = Pattern.compile("\"([A-Za-z0-9 ()+._-]{2,32})\"");
  private static final Pattern ANDROID =
      Pattern.compile(
          "\\(Linux; Android [0-9.]{1,8}; ([A-Za-z0-9 ()+._-]{2,32}?)(?: Build/[^)]*)?\\)");

  private DeviceName() {}

  /** The name; empty if it is unknown. */
  public static String of(HttpServletRequest request) {
    String model = model(request);
    return model == null ? BrowserName.brief(request.getHeader("User-Agent")) : model;
  }

  /**
   * The model of a phone or tablet; null if it is unknown, if the device is neither, or if the
   * model, alone or followed by a number, is not allowed as a name.
   */
  public static @Nullable String model(HttpServletRequest request) {
    String hint = match(HINT, request.getHeader(MODEL));
    if (hint != null) {
      return hint;
    }
    String userAgent = request.getHeader("User-Agent");
    String model = match(ANDROID, userAgent);
    return model == null ? BrowserName.phone(userAgent) : model;
  }

  private static @Nullable String match(Pattern pattern, @Nullable String header) {
    if (header == null || header.length() > BrowserName.MAX_HEADER_LENGTH) {
      return null;
    }
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find() || matcher.group(1).isBlank()) {
      return null;
    }
    String model = matcher.group(1).strip();
    return InertText.is(model) && InertText.is(model + " 2") ? model : null;
  }
}
