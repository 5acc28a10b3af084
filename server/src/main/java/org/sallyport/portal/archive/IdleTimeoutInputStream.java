package org.sallyport.portal.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.sallyport.platform.http.RequestTimeouts;

/**
 * A response body with an idle timeout: a read that blocks longer than that fails. Time between
 * reads, for example because of a slow client, does not count.
 */
final class IdleTimeoutInputStream extends FilterInputStream {
  private static final long NOT_READING = 0;

  private final long timeout;
  private final ScheduledFuture<?> watch;
  private volatile long readingSince = NOT_READING;
  private volatile boolean timedOut;

  IdleTimeoutInputStream(InputStream body, Duration timeout) {
    super(body);
    this.timeout = timeout.toNanos();
    this.watch = RequestTimeouts.every(timeout.dividedBy(4), this::look);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    readingSince = System.nanoTime() | 1;
    try {
      int read = super.read(bytes, offset, length);
      if (timedOut) {
        throw new IOException("timed out waiting for data from the archive");
      }
      return read;
    } finally {
      readingSince = NOT_READING;
    }
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    super.close();
  }

  private void look() {
    long since = readingSince;
    if (since != NOT_READING && System.nanoTime() - since > timeout) {
      timedOut = true;
      try {
        close();
      } catch (IOException e) {
        // The blocked read reports the failure.
      }
    }
  }
}
