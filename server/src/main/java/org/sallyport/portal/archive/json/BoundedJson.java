package org.sallyport.portal.archive.json;

import java.io.IOException;
import java.io.InputStream;
import org.sallyport.platform.memory.HeldMemory;

/**
 * An array of JSON objects in which what is too large has been cut ({@link JsonCutter}). The memory
 * that an object will take is held before a parser sees its bytes.
 */
final class BoundedJson extends InputStream {
  private static final int CHUNK = 8 * 1024;

  private final InputStream in;
  private final ReadLimits limits;
  private final HeldMemory memory;
  private final JsonCutter cutter;
  private final byte[] read = new byte[CHUNK];
  private int from;
  private long bytes;

  BoundedJson(InputStream in, ReadLimits limits, HeldMemory memory) {
    this.in = in;
    this.limits = limits;
    this.memory = memory;
    this.cutter = new JsonCutter(limits, memory.most());
  }

  /** What was cut; complete for an object whose end was read. */
  CutAttributes cut() {
    return cutter.cut();
  }

  /** The estimated memory that the last object takes, in bytes. */
  long weight() {
    return cutter.weight();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (from == cutter.length()) {
      if (!fill()) {
        return -1;
      }
    }
    int some = Math.min(length, cutter.length() - from);
    System.arraycopy(cutter.bytes(), from, target, offset, some);
    from += some;
    return some;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    int some = in.read(read);
    if (some < 0) {
      return false;
    }
    bytes += some;
    if (bytes > limits.mostBytes()) {
      throw new TooLarge("an answer has more than " + limits.mostBytes() + " bytes");
    }
    from = 0;
    cutter.take(read, some);
    if (!memory.holds(cutter.weight())) {
      throw new TooLarge("the objects of an answer take too much memory");
    }
    return true;
  }
}
