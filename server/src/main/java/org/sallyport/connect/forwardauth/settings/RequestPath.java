package org.sallyport.connect.forwardauth.settings;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The path of a request as rules compare it: percent-encoding resolved, once. A path that a proxy
 * and an application could read differently is none: empty and dot segments, encoded slashes and
 * question marks, parameters of segments, backslashes, control characters, what is encoded twice.
 */
public final class RequestPath {
  private static final int MAX_LENGTH = 8000;
  private static final String NEVER_ENCODED = "/\\%;?#";

  private RequestPath() {}

  /**
   * The path of a request's target, which is a path with or without a query.
   *
   * @return empty if it is ambiguous
   */
  public static Optional<String> of(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    if (target.length() > MAX_LENGTH || !path.startsWith("/") || !isPlain(path)) {
      return Optional.empty();
    }
    return decoded(path).filter(RequestPath::hasOrdinarySegments);
  }

  /**
   * Whether a target leads to a page of the same host and nowhere else, so that a browser may be
   * sent there.
   */
  public static boolean isLocal(String target) {
    return of(target).isPresent() && target.chars().allMatch(it -> it > ' ' && it < 0x7f);
  }

  private static boolean isPlain(String path) {
    return path.chars()
        .allMatch(it -> it > ' ' && it < 0x7f && it != '\\' && it != ';' && it != '#');
  }

  private static boolean hasOrdinarySegments(String path) {
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean isLast = i == segments.length - 1;
      if ((segments[i].isEmpty() && !isLast) || Arrays.asList(".", "..").contains(segments[i])) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> decoded(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      char here = path.charAt(i);
      if (here == '%') {
        int value = i + 2 < path.length() ? value(path.substring(i + 1, i + 3)) : -1;
        if (value < ' ' || value == 0x7f || NEVER_ENCODED.indexOf(value) >= 0) {
          return Optional.empty();
        }
        bytes.write(value);
        i += 2;
      } else {
        bytes.write(here);
      }
    }
    return text(bytes.toByteArray());
  }

  /** The value of two hexadecimal digits; -1 if they are none. */
  private static int value(String digits) {
    int high = Character.digit(digits.charAt(0), 16);
    int low = Character.digit(digits.charAt(1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static Optional<String> text(byte[] utf8) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
