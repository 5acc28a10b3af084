package org.sallyport.platform.backup;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** A backup or a restore was not done, and nothing is left of it. Its message is one line. */
public final class BackupRefused extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BackupRefused(String line) {
    super(line);
  }

  BackupRefused(String line, Throwable cause) {
    super(line, cause);
  }

  /** The line for a file that cannot be read or written, with the system's reason. */
  static BackupRefused of(IOException fault) {
    return new BackupRefused(
        switch (fault) {
          case AccessDeniedException denied -> denied.getFile() + ": permission denied";
          case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
          case FileSystemException refused ->
              refused.getFile() + ": " + Objects.requireNonNullElse(refused.getReason(), "refused");
          default -> Objects.requireNonNullElse(fault.getMessage(), fault.toString());
        },
        fault);
  }

  /** The line for the operator. */
  public String line() {
    return Objects.requireNonNullElse(getMessage(), "").replaceAll("\\s+", " ").strip();
  }
}
