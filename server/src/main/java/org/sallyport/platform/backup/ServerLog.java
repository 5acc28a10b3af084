package org.sallyport.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a server did not start on a copy. The copy and its log are removed then. */
final class ServerLog {
  private static final Pattern REASON = Pattern.compile("\\b(?:FATAL|PANIC|ERROR): +(\\S.*)");

  private ServerLog() {}

  /**
   * The last reason in the log, or that of the fault.
   *
   * @param copy the folder whose {@code postgres/data} is the copy
   */
  static BackupRefused refusal(Path copy, IOException fault) {
    return new BackupRefused(
        "no server starts on the copy: " + reason(copy.resolve("postgres/start.log"), fault),
        fault);
  }

  private static String reason(Path log, IOException fault) {
    String last = String.valueOf(fault.getMessage());
    try {
      for (String line : Files.readAllLines(log)) {
        Matcher reason = REASON.matcher(line);
        if (reason.find()) {
          last = reason.group(1);
        }
      }
    } catch (IOException e) {
      // The server wrote nothing.
    }
    return last;
  }
}
