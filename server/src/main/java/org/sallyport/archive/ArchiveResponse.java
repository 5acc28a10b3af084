package org.sallyport.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** What the archive has to say when asked for something. */
public sealed interface ArchiveResponse {

  /** There is no such thing. */
  record NotThere() implements ArchiveResponse {}

  /** It is there, but the archive cannot give it in that form. */
  record NotInThatForm() implements ArchiveResponse {}

  /**
   * It is there. Closing the body before its end ends the connection to the archive.
   *
   * @param status 200, or 206 for a part
   */
  record Given(int status, HttpHeaders headers, InputStream body) implements ArchiveResponse, AutoCloseable {
    public Optional<String> header(String name) {
      return headers.firstValue(name);
    }

    /**
     * Reads on.
     *
     * @return how many bytes; -1 at the end
     * @throws ArchiveUnreachable if the archive broke off or fell silent
     */
    public int read(byte[] chunk) {
      try {
        return body.read(chunk);
      } catch (IOException e) {
        throw new ArchiveUnreachable("the archive's answer ended too early", e);
      }
    }

    /** Ends a read that waits, from another thread: it fails. */
    public void abandon() {
      try {
        body.close();
      } catch (IOException e) {
        // The reader hears of it.
      }
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
