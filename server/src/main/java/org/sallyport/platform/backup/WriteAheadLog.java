package org.sallyport.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The segments of the write-ahead log that a copy needs, by the names of their files. */
final class WriteAheadLog {
  private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
  private static final int HEX = 16;
  private static final int TIMELINE_DIGITS = 8;
  private static final int LOG_DIGITS = 16;

  private WriteAheadLog() {}

  /**
   * Copies the segments from the first to the last, and the histories of timelines.
   *
   * @param perLog how many segments have the same middle part of the name: 256 for 16 MiB each
   * @throws BackupRefused if one is missing
   */
  static void copy(Path from, Path to, String first, String last, long perLog)
      throws BackupRefused, IOException {
    List<Path> segments = names(from, first, last);
    long needed = number(last, perLog) - number(first, perLog) + 1;
    long there = segments.stream().filter(WriteAheadLog::isSegment).count();
    if (there != needed) {
      throw new BackupRefused(
          "the database's log has only " + there + " of the " + needed + " files that are needed");
    }
    for (Path segment : segments) {
      CopiedBytes.copy(segment, to.resolve(segment.getFileName()));
    }
  }

  private static List<Path> names(Path folder, String first, String last) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              it -> {
                String name = it.getFileName().toString();
                return name.endsWith(".history")
                    || (isSegment(it) && name.compareTo(first) >= 0 && name.compareTo(last) <= 0);
              })
          .sorted()
          .toList();
    }
  }

  private static boolean isSegment(Path file) {
    return SEGMENT.matcher(file.getFileName().toString()).matches();
  }

  private static long number(String segment, long perLog) {
    long log = Long.parseLong(segment.substring(TIMELINE_DIGITS, LOG_DIGITS), HEX);
    return log * perLog + Long.parseLong(segment.substring(LOG_DIGITS), HEX);
  }
}
