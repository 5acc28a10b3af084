package org.sallyport.portal.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** The archive's response to a retrieval. */
public sealed interface ArchiveResponse {

  /** The resource does not exist. */
  record NotThere() implements ArchiveResponse {}

  /** The resource exists, but not in the requested representation. */
  record NotInThatForm() implements ArchiveResponse {}

  /**
   * The resource. Closing the body before its end closes the connection to the archive.
   *
   * @param status 200, or 206 for partial content
   */
  record Given(int status, HttpHeaders headers, InputStream body)
      implements ArchiveResponse, AutoCloseable {
    public Optional<String> header(String name) {
      return headers.firstValue(name);
    }

    /**
     * Reads the next bytes.
     *
     * @return how many bytes; -1 at the end
     * @throws ArchiveUnreachable if the archive closed the connection or timed out
     */
    public int read(byte[] chunk) {
      try {
        return body.read(chunk);
      } catch (IOException e) {
        throw new ArchiveUnreachable("the archive's answer ended too early", e);
      }
    }

    /** Aborts a blocked read from another thread; the read fails. */
    public void abandon() {
      try {
        body.close();
      } catch (IOException e) {
        // The read reports the failure.
      }
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
