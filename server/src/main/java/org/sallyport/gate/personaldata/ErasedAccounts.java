package org.sallyport.gate.personaldata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sallyport.platform.ids.AccountId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The ids of erased accounts in a file beside the key file, which no restore of the database brings
 * back to an earlier state. A line is written before the account is erased: one too many does no
 * harm.
 */
@Component
class ErasedAccounts {
  /** Whatever the umask is. */
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;

  ErasedAccounts(@Value("${sallyport.secrets.key-file:data/keys/keys.txt}") Path keyFile) {
    this.file = keyFile.resolveSibling("erased-accounts.txt");
  }

  void add(AccountId account) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel out =
          FileChannel.open(
              file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OWNER_ONLY)) {
        out.write(ByteBuffer.wrap((account + "\n").getBytes(StandardCharsets.UTF_8)));
        out.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the list of erased accounts cannot be written: " + file, e);
    }
  }

  List<AccountId> all() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank())
          .map(line -> new AccountId(UUID.fromString(line.strip())))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the list of erased accounts cannot be read: " + file, e);
    }
  }
}
