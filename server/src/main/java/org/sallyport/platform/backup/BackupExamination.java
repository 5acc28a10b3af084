package org.sallyport.platform.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;

/** Whether there is a backup, and how old it is. */
final class BackupExamination implements Examination {
  private static final String BACKUP = "backup";

  @Override
  public String subject() {
    return BACKUP;
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Path data = Path.of(examined.value("sallyport.data").orElse("data"));
    Optional<Instant> last = LastBackup.made(data);
    boolean isOld =
        LastBackup.at(data)
            .filter(at -> LastBackup.isOld(at, examined.clock().instant()))
            .isPresent();
    return List.of(
        isOld
            ? Finding.warning(BACKUP, words(last))
            : Finding.sound(
                BACKUP,
                last.map(at -> "the last one was made at " + at).orElse("none is known of yet")));
  }

  private static String words(Optional<Instant> last) {
    return last.map(at -> "the last one was made at " + at).orElse("there is none")
        + ": run sallyport backup every night";
  }
}
