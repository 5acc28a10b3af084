package org.sallyport.portal.studies.video;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.portal.studies.objects.ArchiveFailed;
import org.sallyport.testing.archive.TestVideo;

class VideoCopyTest {
  @TempDir Path folder;

  @Test
  void thatTheArchiveDidNotCompleteFailsWhereItsBytesWereAlreadyThere() throws IOException {
    byte[] some = TestVideo.mp4();
    long total = 2L * some.length;
    VideoCopy copy = new VideoCopy("reader", folder, Instant.EPOCH);
    copy.knows(total);
    copy.append(some, some.length);
    copy.close();
    assertThatThrownBy(() -> copy.read(0, new byte[some.length], some.length, total))
        .isInstanceOf(ArchiveFailed.class);
  }
}
