package org.sallyport.platform.audit.export;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;

/** The folder to which old audit events are exported: whether the service can write to it. */
final class AuditExportExamination implements Examination {
  private static final String SETTING = "sallyport.retention.audit-export";
  private static final String EXPORT = "audit export";

  @Override
  public String subject() {
    return EXPORT;
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Optional<String> folder = examined.value(SETTING);
    return List.of(
        folder.isEmpty()
            ? Finding.sound(EXPORT, "to the data folder, when events are ten years old")
            : examine(Path.of(folder.get()).toAbsolutePath().normalize(), Path.of("/")));
  }

  /**
   * Examines the folder.
   *
   * @param root where the files of systemd are looked for
   */
  static Finding examine(Path folder, Path root) {
    if (!Files.isDirectory(folder)) {
      return Finding.error(
          EXPORT, SETTING + ": there is no folder " + folder + ", so no audit event is removed");
    }
    if (!Files.isWritable(folder)) {
      return Finding.error(EXPORT, SETTING + ": " + folder + " cannot be written by this user");
    }
    return ServiceUnit.in(root).mayWrite(folder)
        ? Finding.sound(EXPORT, "to " + folder)
        : Finding.error(
            EXPORT,
            SETTING
                + ": the service may not write to "
                + folder
                + ": add ReadWritePaths="
                + folder
                + " by systemctl edit sallyport");
  }
}
