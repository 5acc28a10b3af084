package org.sallyport.staff.admin;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of {@code backup DIR} and {@code restore DIR}.
 *
 * @param folder of the backup
 * @param values of the options, by their names
 */
record BackupOptions(Path folder, Map<String, String> values) {
  private static final Map<String, Set<String>> OPTIONS =
      Map.of("backup", Set.of("data"), "restore", Set.of("data", "keys"));

  /**
   * Parses the words after the command.
   *
   * @throws BadUsage for a word or an option that is unknown or missing
   */
  static BackupOptions parse(String command, List<String> words) throws BadUsage {
    Map<String, String> values = new HashMap<>();
    @Nullable Path folder = null;
    Deque<String> rest = new ArrayDeque<>(words);
    while (!rest.isEmpty()) {
      String word = rest.pop();
      if (word.startsWith("--")) {
        take(command, word, rest, values);
      } else if (folder == null) {
        folder = path(command, word);
      } else {
        throw new BadUsage(command + ": one folder only");
      }
    }
    if (folder == null) {
      throw new BadUsage(command + ": which folder?");
    }
    return new BackupOptions(folder, values);
  }

  private static void take(
      String command, String word, Deque<String> rest, Map<String, String> values) throws BadUsage {
    int equals = word.indexOf('=');
    String name = word.substring(2, equals < 0 ? word.length() : equals);
    if (!OPTIONS.getOrDefault(command, Set.of()).contains(name)) {
      throw new BadUsage(command + ": no such option: --" + name.replaceAll("\\p{Cntrl}", "?"));
    }
    String value = equals >= 0 ? word.substring(equals + 1) : rest.poll();
    if (value == null || value.isBlank() || (equals < 0 && value.startsWith("--"))) {
      throw new BadUsage(command + ": --" + name + " needs a value");
    }
    values.put(name, value);
  }

  private static Path path(String command, String word) throws BadUsage {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      throw new BadUsage(command + ": no folder has this name");
    }
  }

  Optional<String> data() {
    return Optional.ofNullable(values.get("data"));
  }

  /** The file of the backup's keys, or its folder, if it was named. */
  Optional<String> keys() {
    return Optional.ofNullable(values.get("keys"));
  }
}
