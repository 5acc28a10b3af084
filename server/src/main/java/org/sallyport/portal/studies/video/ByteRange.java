package org.sallyport.portal.studies.video;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a file that a request asks for (RFC 9110 section 14). */
sealed interface ByteRange {
  Pattern UNIT = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}=.*");
  Pattern FROM_FIRST = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})?");
  Pattern LAST_BYTES = Pattern.compile("-([0-9]{1,18})");
  String BYTES = "bytes=";

  /** All of it. */
  record Whole() implements ByteRange {}

  /** From the first to the last byte, counted from 0, both within the file. */
  record Part(long first, long last) implements ByteRange {
    long length() {
      return last - first + 1;
    }

    /** The same beginning, with at most that many bytes. */
    Part atMost(long bytes) {
      return length() <= bytes ? this : new Part(first, first + bytes - 1);
    }
  }

  /** Nonsense, several ranges, or one that begins beyond the end. */
  record Unsatisfiable() implements ByteRange {}

  /**
   * The range of a request.
   *
   * @param headers the values of all headers Range
   * @param total bytes of the file
   */
  static ByteRange of(List<String> headers, long total) {
    return switch (headers.size()) {
      case 0 -> new Whole();
      case 1 -> of(headers.getFirst().strip(), total);
      default -> new Unsatisfiable();
    };
  }

  /** A unit that is not known is ignored (section 14.2). */
  private static ByteRange of(String header, long total) {
    if (!header.toLowerCase(Locale.ROOT).startsWith(BYTES)) {
      return UNIT.matcher(header).matches() ? new Whole() : new Unsatisfiable();
    }
    String range = header.substring(BYTES.length()).strip();
    Matcher fromFirst = FROM_FIRST.matcher(range);
    if (fromFirst.matches()) {
      return within(Long.parseLong(fromFirst.group(1)), fromFirst.group(2), total);
    }
    Matcher lastBytes = LAST_BYTES.matcher(range);
    return lastBytes.matches()
        ? within(Math.max(0, total - Long.parseLong(lastBytes.group(1))), null, total)
        : new Unsatisfiable();
  }

  private static ByteRange within(long first, @Nullable String end, long total) {
    long last = Math.min(total - 1, end == null ? total - 1 : Long.parseLong(end));
    return first > last ? new Unsatisfiable() : new Part(first, last);
  }
}
