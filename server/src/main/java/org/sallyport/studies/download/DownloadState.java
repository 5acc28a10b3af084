package org.sallyport.studies.download;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.sallyport.installation.Counted;
import org.sallyport.messages.Messages;

/**
 * How far a download is.
 *
 * @param running whether it is worth asking again
 * @param text for people; empty if there is no download
 */
public record DownloadState(boolean running, String text) {
  static final DownloadState NONE = new DownloadState(false, "");

  private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1_000_000);

  static DownloadState of(Progress progress) {
    return new DownloadState(
        progress.state() == Progress.State.RUNNING,
        Messages.text(
            "download.state." + progress.state().word(),
            Counted.number(progress.objects()),
            Counted.number(progress.all()),
            megabytes(progress.bytes())));
  }

  private static String megabytes(long bytes) {
    BigDecimal exact = BigDecimal.valueOf(bytes).divide(MEGABYTE, 1, RoundingMode.HALF_UP);
    return exact.compareTo(BigDecimal.TEN) < 0
        ? exact.toPlainString()
        : Counted.number(exact.longValue());
  }
}
