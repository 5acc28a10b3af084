package org.sallyport.portal.studies.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.sallyport.platform.access.RunningResponses.Running;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.studies.dicomweb.StudyResponses;
import org.sallyport.portal.studies.objects.ArchiveFailed;

/**
 * Copies what the archive sends to the client. The right is checked with every chunk, and a read
 * from the archive is aborted when it ends.
 */
@RequiredArgsConstructor
final class Transfer {
  private static final int CHUNK = 32 * 1024;

  private final Running running;
  private final Progress progress;

  /** Registers the answer of the archive that is read next. */
  void reads(ArchiveResponse.Given given) {
    running.whenOver(given::abandon);
  }

  /**
   * Copies all bytes.
   *
   * @throws ArchiveFailed if the archive stops or sends something malformed
   * @throws CloseNowException if the right has ended
   * @throws IOException if the client has closed the connection
   */
  void copy(InputStream from, OutputStream to) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int read = read(from, chunk); read >= 0; read = read(from, chunk)) {
      write(to, chunk, read);
      progress.sent(read);
    }
  }

  /**
   * Stops if the right has ended.
   *
   * @throws CloseNowException then
   */
  void check() throws CloseNowException {
    StudyResponses.check(running);
  }

  private void write(OutputStream to, byte[] chunk, int length) throws IOException {
    try {
      to.write(chunk, 0, length);
    } catch (IOException e) {
      check();
      throw e;
    }
  }

  private int read(InputStream from, byte[] chunk) throws IOException {
    try {
      return from.read(chunk);
    } catch (IOException e) {
      throw new ArchiveFailed(e);
    } finally {
      check();
    }
  }
}
