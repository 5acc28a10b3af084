package org.sallyport.platform.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The list of commands: commands.txt, which describes itself in its head. */
public final class CommandList {
  private static final String TEXT = " :: ";
  private static final String GONE = "gone ";
  private static final List<String> LINES = read();

  private CommandList() {}

  /** What may be written for a command, for example for "account unlock". */
  public static CommandSyntax of(String name) {
    List<String> found = LINES.stream().dropWhile(line -> !isOf(name, line)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no such command: " + name);
    }
    List<String> options =
        found.stream()
            .skip(1)
            .takeWhile(line -> line.startsWith(" "))
            .map(CommandList::words)
            .toList();
    return CommandSyntax.of(name, words(found.getFirst()).substring(name.length()), options);
  }

  /** Where to do what is no command, or none any more; empty for all others. */
  public static Optional<String> elsewhere(String name) {
    return LINES.stream()
        .filter(line -> line.startsWith(GONE + name + TEXT))
        .map(line -> name + ": " + line.substring(line.indexOf(TEXT) + TEXT.length()))
        .findFirst();
  }

  private static boolean isOf(String name, String line) {
    return !line.startsWith(GONE) && (words(line) + " ").startsWith(name + " ");
  }

  /** A line without the place of the command, or the indentation of its option, and the text. */
  private static String words(String line) {
    int text = line.indexOf(TEXT);
    String words = text < 0 ? line : line.substring(0, text);
    return words.startsWith(" ") ? words.strip() : words.substring(words.indexOf(' ') + 1);
  }

  private static List<String> read() {
    try (InputStream list = CommandList.class.getResourceAsStream("/commands.txt")) {
      byte[] bytes = Objects.requireNonNull(list, "commands.txt").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
