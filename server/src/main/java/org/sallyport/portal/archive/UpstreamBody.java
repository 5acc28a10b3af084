package org.sallyport.portal.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * The body of the archive's response. Closed after its end, it returns its connection to the pool;
 * closed earlier, from any thread, it closes the connection at once, and a blocked read fails.
 */
final class UpstreamBody extends FilterInputStream {
  private static final long UNKNOWN = -1;

  private final HttpUriRequestBase request;
  private final long length;
  private long count;
  private volatile boolean ended;

  private UpstreamBody(InputStream body, long length, HttpUriRequestBase request) {
    super(body);
    this.length = length;
    this.request = request;
  }

  static InputStream of(ClassicHttpResponse response, HttpUriRequestBase request)
      throws IOException {
    @Nullable HttpEntity entity = response.getEntity();
    return entity == null
        ? InputStream.nullInputStream()
        : new UpstreamBody(entity.getContent(), entity.getContentLength(), request);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int size) throws IOException {
    int read = super.read(bytes, offset, size);
    if (read < 0) {
      ended = true;
    } else {
      count += read;
      ended = length != UNKNOWN && count == length;
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      super.close();
    } else {
      request.cancel();
    }
  }
}
