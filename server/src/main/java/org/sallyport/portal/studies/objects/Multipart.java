package org.sallyport.portal.studies.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a multipart body (RFC 2046 section 5.1) as a stream: memory does not depend on the size of
 * a part. Lengths that parts state are ignored; only boundaries count.
 */
public final class Multipart {
  private static final Pattern TYPE =
      Pattern.compile(
          "(?i)multipart/related\\s*;.*?\\bboundary=(?:\"([^\"\\r\\n]{1,200})\"|([^\\s;\"]{1,200})).*");
  private static final int CHUNK = 64 * 1024;
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[CHUNK];
  private int from;
  private int to = 2;
  private boolean begun;
  private boolean over;

  /**
   * Reads a body.
   *
   * @param boundary from the content type
   */
  public Multipart(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    // The first delimiter has no line break before it if there is no preamble.
    buffer[0] = '\r';
    buffer[1] = '\n';
  }

  /** Empty if the content type is not multipart/related. */
  public static Optional<String> boundary(String contentType) {
    Matcher matcher = TYPE.matcher(contentType);
    return matcher.matches()
        ? Optional.ofNullable(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  /**
   * The next part; what is unread of the one before is skipped. Null at the end.
   *
   * @throws IOException if the body is malformed or ends before its last boundary
   */
  public @Nullable InputStream next() throws IOException {
    if (over) {
      return null;
    }
    skipToDelimiter();
    begun = true;
    if (isLast()) {
      over = true;
      return null;
    }
    skipHeaders();
    return new Part();
  }

  private void skipToDelimiter() throws IOException {
    byte[] rest = new byte[CHUNK];
    while (read(rest, 0, rest.length) >= 0) {
      // A preamble, or a part that was not read to its end.
    }
    from += delimiter.length;
  }

  /** Whether two hyphens follow the boundary. */
  private boolean isLast() throws IOException {
    if (!holds(2)) {
      throw tooEarly();
    }
    return buffer[from] == '-' && buffer[from + 1] == '-';
  }

  /** Skips the rest of the boundary's line, and the headers up to the empty line. */
  private void skipHeaders() throws IOException {
    int left = MAX_HEADER_BYTES - line(MAX_HEADER_BYTES);
    for (int length = line(left); length > 0; length = line(left)) {
      left -= length;
    }
  }

  /** Skips a line; returns its length without the break. */
  private int line(int longest) throws IOException {
    int length = 0;
    for (int next = one(); next != '\n'; next = one()) {
      if (next != '\r' && ++length > longest) {
        throw new IOException("the headers of a part are too long");
      }
    }
    return length;
  }

  private int one() throws IOException {
    if (!holds(1)) {
      throw tooEarly();
    }
    return buffer[from++];
  }

  /** Reads up to the next delimiter; -1 there. */
  private int read(byte[] bytes, int offset, int length) throws IOException {
    if (!holds(delimiter.length)) {
      throw tooEarly();
    }
    int read = undelimited(Math.min(length, to - delimiter.length + 1 - from));
    if (read == 0) {
      return -1;
    }
    System.arraycopy(buffer, from, bytes, offset, read);
    from += read;
    return read;
  }

  /** How many of the next bytes, up to the maximum, are before a delimiter. */
  private int undelimited(int most) {
    for (int i = 0; i < most; i++) {
      if (buffer[from + i] == '\r' && delimiterAt(from + i)) {
        return i;
      }
    }
    return most;
  }

  private boolean delimiterAt(int at) {
    for (int i = 1; i < delimiter.length; i++) {
      if (buffer[at + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  /** Fills the buffer until it holds that many bytes; false if the body ends before. */
  private boolean holds(int many) throws IOException {
    while (to - from < many) {
      makeRoom(many);
      int read = in.read(buffer, to, buffer.length - to);
      if (read < 0) {
        return false;
      }
      to += read;
    }
    return true;
  }

  /**
   * Moves what is unread to the start of the buffer, if it needs the room or begins in the second
   * half.
   */
  private void makeRoom(int many) {
    if (buffer.length - from < many || from > CHUNK / 2) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
  }

  private IOException tooEarly() {
    return new IOException(begun ? "a part ends too early" : "there is no boundary");
  }

  /** The part at which the reader stands. */
  private final class Part extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return length == 0 ? 0 : Multipart.this.read(bytes, offset, length);
    }
  }
}
