package org.sallyport.portal.studies.video;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The video in a DICOM file (PS3.10) with a transfer syntax of video (PS3.5 sections 8.2.5 to
 * 8.2.9), read as a stream: its attributes are skipped, its fragments are given one after the
 * other.
 */
final class EncapsulatedVideo {
  /** MPEG-2, MPEG-4 AVC/H.264 and HEVC/H.265; with ".1", a video may be in several fragments. */
  private static final Pattern VIDEO =
      Pattern.compile("1\\.2\\.840\\.10008\\.1\\.2\\.4\\.10[0-8](\\.1)?");

  private static final int PREAMBLE = 128;
  private static final String PREFIX = "DICM";
  private static final long MAX_ATTRIBUTES = 64L << 20;
  private static final long UNDEFINED = 0xFFFF_FFFFL;
  private static final int META_GROUP = 0x0002;
  private static final long META_LENGTH = 0x0002_0000L;
  private static final long TRANSFER_SYNTAX = 0x0002_0010L;
  private static final long PIXEL_DATA = 0x7FE0_0010L;
  private static final long ITEM = 0xFFFE_E000L;
  private static final long ITEM_END = 0xFFFE_E00DL;
  private static final long SEQUENCE_END = 0xFFFE_E0DDL;
  private static final int MAX_UID = 64;

  /** Those whose length has four bytes (PS3.5 section 7.1.2). */
  private static final Set<String> LONG =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private final DataInputStream in;
  private final boolean hasOneFragment;
  private long left;
  private boolean over;

  /** How deep it is in values of undefined length, and where those begin that have no VR. */
  private int depth;

  private int implicitFrom = Integer.MAX_VALUE;

  private EncapsulatedVideo(DataInputStream in, String syntax) {
    this.in = in;
    this.hasOneFragment = !syntax.endsWith(".1");
  }

  /**
   * Reads up to the video; empty if the object has another transfer syntax.
   *
   * @throws IOException if the file ends too early or is malformed
   */
  static Optional<EncapsulatedVideo> in(InputStream file) throws IOException {
    DataInputStream in = new DataInputStream(file);
    in.skipNBytes(PREAMBLE);
    if (!text(in, PREFIX.length()).equals(PREFIX)) {
      throw new IOException("it is no DICOM file");
    }
    String syntax = syntax(in);
    if (!VIDEO.matcher(syntax).matches()) {
      return Optional.empty();
    }
    EncapsulatedVideo video = new EncapsulatedVideo(in, syntax);
    video.skipAttributes();
    return Optional.of(video);
  }

  /** Whether its transfer syntax allows one fragment only, whose length is that of the video. */
  boolean hasOneFragment() {
    return hasOneFragment;
  }

  /**
   * Goes on to the next fragment.
   *
   * @return how many bytes it has; -1 if there is none
   */
  long nextFragment() throws IOException {
    in.skipNBytes(left);
    left = 0;
    if (over) {
      return -1;
    }
    long tag = tag();
    long length = length4();
    over = tag == SEQUENCE_END;
    if (!over && (tag != ITEM || length == UNDEFINED)) {
      throw new IOException("a fragment is malformed");
    }
    left = over ? 0 : length;
    return over ? -1 : length;
  }

  /** Fills the chunk, or reads the rest of the fragment; 0 at its end. */
  int read(byte[] chunk) throws IOException {
    int wanted = (int) Math.min(chunk.length, left);
    if (in.readNBytes(chunk, 0, wanted) < wanted) {
      throw new EOFException("a fragment ends too early");
    }
    left -= wanted;
    return wanted;
  }

  /** The meta information comes first, and says how long it is. */
  private static String syntax(DataInputStream in) throws IOException {
    EncapsulatedVideo meta = new EncapsulatedVideo(in, "");
    if (meta.tag() != META_LENGTH || !text(in, 2).equals("UL")) {
      throw new IOException("it has no meta information");
    }
    in.skipNBytes(2);
    long end = meta.length4();
    String syntax = "";
    while (end > 0) {
      long tag = meta.tag();
      Value value = meta.value(tag);
      if (tag >> 16 != META_GROUP || value.length > end) {
        throw new IOException("the meta information is malformed");
      }
      end -= value.head + value.length;
      if (tag == TRANSFER_SYNTAX && value.length <= MAX_UID) {
        syntax = text(in, (int) value.length).replace("\0", "").strip();
      } else {
        in.skipNBytes(value.length);
      }
    }
    return syntax;
  }

  /**
   * A value that follows.
   *
   * @param head how many bytes tag, VR and length took
   * @param length of the value
   */
  private record Value(String vr, int head, long length) {}

  /** Skips everything before the pixel data, and their table of offsets. */
  private void skipAttributes() throws IOException {
    long skipped = 0;
    for (long tag = tag(); tag != PIXEL_DATA || depth > 0; tag = tag()) {
      Value value = value(tag);
      skipped += value.head + skipOrEnter(tag, value);
      if (skipped > MAX_ATTRIBUTES) {
        throw new IOException("the attributes are too long");
      }
    }
    if (value(PIXEL_DATA).length != UNDEFINED) {
      throw new IOException("the pixel data are not encapsulated");
    }
    nextFragment();
    if (over) {
      throw new IOException("there is no fragment");
    }
  }

  /** A value of undefined length is entered: its items are read like attributes. */
  private long skipOrEnter(long tag, Value value) throws IOException {
    if (tag == ITEM_END || tag == SEQUENCE_END) {
      leave();
      return 0;
    }
    if (value.length == UNDEFINED) {
      depth++;
      if (value.vr.equals("UN") && depth < implicitFrom) {
        implicitFrom = depth;
      }
      return 0;
    }
    in.skipNBytes(value.length);
    return value.length;
  }

  private void leave() throws IOException {
    if (--depth < 0) {
      throw new IOException("a sequence ends that has not begun");
    }
    if (depth < implicitFrom) {
      implicitFrom = Integer.MAX_VALUE;
    }
  }

  /**
   * Items have no VR, nor does anything in an unknown value of undefined length (section 6.2.2).
   */
  private Value value(long tag) throws IOException {
    boolean isItem = tag == ITEM || tag == ITEM_END || tag == SEQUENCE_END;
    if (isItem || depth >= implicitFrom) {
      return new Value("", 8, length4());
    }
    String vr = text(in, 2);
    if (LONG.contains(vr)) {
      in.skipNBytes(2);
      return new Value(vr, 12, length4());
    }
    return new Value(vr, 8, Short.toUnsignedLong(Short.reverseBytes(in.readShort())));
  }

  private long tag() throws IOException {
    long group = Short.toUnsignedLong(Short.reverseBytes(in.readShort()));
    return group << 16 | Short.toUnsignedLong(Short.reverseBytes(in.readShort()));
  }

  private long length4() throws IOException {
    return Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
  }

  private static String text(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
