package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;

/** The data folder: rights and free space. */
final class FolderExamination implements Examination {
  private static final String DATA = "data";
  private static final long MIN_FREE_MIB = 1024;
  private static final Set<PosixFilePermission> PERMISSIONS_OF_OTHERS =
      Set.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.GROUP_WRITE);

  @Override
  public String subject() {
    return DATA;
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Path folder =
        Path.of(examined.value("sallyport.data").orElse("data")).toAbsolutePath().normalize();
    if (Files.notExists(folder)) {
      return List.of(
          Finding.sound(DATA, folder + " is not there yet; it is made at the first start"));
    }
    try {
      return examine(folder);
    } catch (IOException e) {
      return List.of(Finding.error(DATA, folder + " cannot be read: " + e.getMessage()));
    }
  }

  private static List<Finding> examine(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of(Finding.error(DATA, folder + " is no folder"));
    }
    List<Finding> findings = new ArrayList<>();
    if (!Files.isWritable(folder)) {
      findings.add(Finding.error(DATA, folder + " cannot be written by this user"));
    }
    Path inner = new DataFolder(folder).postgres();
    if (Files.exists(inner) && isOpen(inner)) {
      findings.add(
          Finding.error(
              DATA, inner + " is open to other users of the machine: chmod 700 " + inner));
    }
    long free = Files.getFileStore(folder).getUsableSpace() >> 20;
    if (free < MIN_FREE_MIB) {
      findings.add(
          Finding.error(
              DATA, String.format(Locale.ROOT, "only %d MiB are free in %s", free, folder)));
    }
    return findings.isEmpty()
        ? List.of(
            Finding.sound(DATA, String.format(Locale.ROOT, "%s, %d GiB free", folder, free >> 10)))
        : findings;
  }

  private static boolean isOpen(Path folder) throws IOException {
    return Files.getPosixFilePermissions(folder).stream().anyMatch(PERMISSIONS_OF_OTHERS::contains);
  }
}
