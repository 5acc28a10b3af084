package org.sallyport.portal.studies.download;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;

/**
 * How far a download is.
 *
 * @param running whether it is worth asking again
 * @param text for people; empty if there is no download
 * @param age milliseconds since it began, so that a page can tell it from an earlier one; 0 if
 *     there is none
 */
public record DownloadState(boolean running, String text, long age) {
  static final DownloadState NONE = new DownloadState(false, "", 0);

  private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1_000_000);

  static DownloadState of(Progress progress) {
    return new DownloadState(
        progress.state() == Progress.State.RUNNING,
        Messages.text(
            "download.state." + progress.state().word(),
            Counted.number(progress.objects()),
            Counted.number(progress.all()),
            megabytes(progress.bytes())),
        progress.age().toMillis());
  }

  private static char point() {
    return DecimalFormatSymbols.getInstance(Language.current().locale()).getDecimalSeparator();
  }

  private static String megabytes(long bytes) {
    BigDecimal exact = BigDecimal.valueOf(bytes).divide(MEGABYTE, 1, RoundingMode.HALF_UP);
    return exact.compareTo(BigDecimal.TEN) < 0
        ? exact.toPlainString().replace('.', point())
        : Counted.number(exact.longValue());
  }
}
