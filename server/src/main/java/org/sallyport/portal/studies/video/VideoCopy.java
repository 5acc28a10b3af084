package org.sallyport.portal.studies.video;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.sallyport.portal.studies.objects.ArchiveFailed;

/**
 * A copy of a video, in a file that has no name once it is open: it is gone when it is closed, and
 * when the server stops. One thread appends to it while others read.
 */
final class VideoCopy implements AutoCloseable {
  private static final Duration TURN = Duration.ofMillis(500);
  private static final int BOX_TYPE = 4;
  private static final String FILE_TYPE = "ftyp";

  private final Object owner;
  private final RandomAccessFile file;
  private State state = State.BEGUN;
  private long reserved;
  private long written;
  private long total;
  private int readers;
  private Instant lastUsed;

  /** How far it is, or why there is none. */
  enum State {
    /** Nothing is known of it. */
    BEGUN,
    /** Its size is known, and it is an MP4 file. */
    KNOWN,
    COMPLETE,
    /** The object has another transfer syntax than one of video. */
    NO_VIDEO,
    /** It is in another container than MP4, or in none. */
    NOT_MP4,
    /** Larger than what one reader may have at all. */
    TOO_LARGE,
    /** Others, or this reader, play too many at this moment. */
    NO_SPACE,
    /** The archive did not deliver. */
    FAILED
  }

  /**
   * An empty one.
   *
   * @param owner who asked for it
   * @param folder where its file is
   */
  VideoCopy(Object owner, Path folder, Instant now) throws IOException {
    this.owner = owner;
    this.lastUsed = now;
    Path path = Files.createTempFile(folder, "video", null);
    try {
      // Not a FileChannel: the interrupt that ends one response would close it for all.
      this.file = new RandomAccessFile(path.toFile(), "rw");
    } finally {
      Files.delete(path);
    }
  }

  Object owner() {
    return owner;
  }

  synchronized void enter() {
    readers++;
  }

  synchronized void leave(Instant now) {
    readers--;
    lastUsed = now;
  }

  synchronized boolean isRead() {
    return readers > 0;
  }

  /** Since when nobody has read it. */
  synchronized Instant lastUsed() {
    return lastUsed;
  }

  synchronized long reserved() {
    return reserved;
  }

  synchronized void reserve(long bytes) {
    reserved += bytes;
  }

  /** Whether there is something to read, or will be. */
  synchronized boolean hasFile() {
    return switch (state) {
      case BEGUN, KNOWN, COMPLETE -> true;
      case NO_VIDEO, NOT_MP4, TOO_LARGE, NO_SPACE, FAILED -> false;
    };
  }

  synchronized long total() {
    return total;
  }

  /** Its size is that of its only fragment. */
  synchronized void knows(long bytes) {
    total = bytes;
  }

  /**
   * Appends bytes. From the first ones it is known whether it is an MP4 file.
   *
   * @return whether it goes on
   */
  boolean append(byte[] bytes, int length) throws IOException {
    boolean isFirst;
    long at;
    synchronized (this) {
      isFirst = written == 0;
      at = written;
    }
    if (isFirst && !isMp4(bytes, length)) {
      ends(State.NOT_MP4);
      return false;
    }
    synchronized (file) {
      file.seek(at);
      file.write(bytes, 0, length);
    }
    synchronized (this) {
      written += length;
      if (state == State.BEGUN && total > 0) {
        state = State.KNOWN;
      }
      notifyAll();
    }
    return true;
  }

  /** Everything was appended: what was said of its size may have been wrong. */
  synchronized void completes() {
    total = written;
    ends(written == 0 ? State.FAILED : State.COMPLETE);
  }

  synchronized void ends(State how) {
    state = how;
    notifyAll();
  }

  private static boolean isMp4(byte[] bytes, int length) {
    int end = BOX_TYPE + FILE_TYPE.length();
    return length >= end
        && new String(bytes, BOX_TYPE, FILE_TYPE.length(), StandardCharsets.ISO_8859_1)
            .equals(FILE_TYPE);
  }

  /**
   * Waits until it is known what it is.
   *
   * @throws InterruptedIOException if the right of the reader has ended
   */
  synchronized State awaitKnown() throws InterruptedIOException {
    awaitWhile(() -> state == State.BEGUN);
    return state;
  }

  /**
   * Reads some bytes, and waits for them.
   *
   * @param size what the reader was told of its size
   * @return how many
   * @throws ArchiveFailed if they do not come
   * @throws InterruptedIOException if the right of the reader has ended
   */
  int read(long from, byte[] chunk, int length, long size) throws IOException {
    int there = awaitBytes(from, length, size);
    try {
      synchronized (file) {
        file.seek(from);
        file.readFully(chunk, 0, there);
      }
    } catch (IOException e) {
      if (hasFile()) {
        throw e;
      }
      // It was closed, because the archive did not deliver the rest.
      throw new ArchiveFailed(e);
    }
    return there;
  }

  private synchronized int awaitBytes(long from, int length, long size) throws IOException {
    awaitWhile(() -> written <= from && (state == State.BEGUN || state == State.KNOWN));
    if (written <= from || total != size) {
      throw new ArchiveFailed("the video ends too early");
    }
    return (int) Math.min(length, written - from);
  }

  private synchronized void awaitWhile(BooleanSupplier isSo) throws InterruptedIOException {
    try {
      while (isSo.getAsBoolean()) {
        wait(TURN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the right to the video has ended");
    }
  }

  /** What is known of the object stays known to those who wait for it. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (hasFile()) {
        ends(State.FAILED);
      }
    }
    synchronized (file) {
      file.close();
    }
  }
}
