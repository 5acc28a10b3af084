package org.sallyport.staff.admin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parsed command.
 *
 * @param operands as many as the command has, or any number
 * @param options all required options of the command, and possibly others of it, its flags and
 *     "data"
 */
public record Arguments(Command command, List<String> operands, Map<String, String> options) {
  static final String NAMES = "names";
  private static final String DATA = "data";

  /**
   * Parses a command.
   *
   * @param area its first word
   * @param words those after it
   * @throws BadUsage for an unknown command or option, or a missing word
   */
  static Arguments parse(String area, List<String> words) throws BadUsage {
    Command command = command(area, words);
    List<String> operands = new ArrayList<>();
    Map<String, String> options = new HashMap<>();
    Deque<String> rest = new ArrayDeque<>(words.subList(1, words.size()));
    while (!rest.isEmpty()) {
      take(command, rest, operands, options);
    }
    return new Arguments(command, operands, options).complete();
  }

  private static Command command(String area, List<String> words) throws BadUsage {
    if (words.isEmpty()) {
      throw new BadUsage(area + ": which command? " + Command.words(area));
    }
    Optional<String> elsewhere = Command.elsewhere(area, words.getFirst());
    if (elsewhere.isPresent()) {
      throw new BadUsage(elsewhere.get());
    }
    return Command.of(area, words.getFirst())
        .orElseThrow(
            () -> new BadUsage(area + ": no such command; there are " + Command.words(area)));
  }

  /** The folder of the installation's embedded data; empty if its settings name the location. */
  Optional<String> data() {
    return Optional.ofNullable(options.get(DATA));
  }

  public String first() {
    return operands.getFirst();
  }

  public String second() {
    return operands.get(1);
  }

  /** The value of a required option. */
  public String option(String name) {
    @Nullable String value = options.get(name);
    if (value == null) {
      throw new IllegalStateException("the command has no option " + name);
    }
    return value;
  }

  /** Whether an option without a value is given. */
  public boolean has(String flag) {
    return options.containsKey(flag);
  }

  /** The value of an option that the command does not require. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(options.get(name));
  }

  private static void take(
      Command command, Deque<String> rest, List<String> operands, Map<String, String> options)
      throws BadUsage {
    String word = rest.pop();
    if (!word.startsWith("--")) {
      operands.add(word);
      return;
    }
    int equals = word.indexOf('=');
    String name = word.substring(2, equals < 0 ? word.length() : equals);
    if (command.flags().contains(name) && equals < 0) {
      put(command, name, "", options);
      return;
    }
    if (!isKnown(command, name)) {
      throw new BadUsage(command.full() + ": no such option: --" + printable(name));
    }
    String value = equals >= 0 ? word.substring(equals + 1) : rest.poll();
    if (value == null || value.isBlank() || (equals < 0 && value.startsWith("--"))) {
      throw new BadUsage(command.full() + ": --" + name + " needs a value");
    }
    put(command, name, value.strip(), options);
  }

  private static void put(Command command, String name, String value, Map<String, String> options)
      throws BadUsage {
    if (options.put(name, value) != null) {
      throw new BadUsage(command.full() + ": --" + name + " is there twice");
    }
  }

  private static boolean isKnown(Command command, String option) {
    return option.equals(DATA)
        || command.options().contains(option)
        || command.optional().contains(option);
  }

  private Arguments complete() throws BadUsage {
    boolean all = options.keySet().containsAll(command.options());
    if (!all || !hasOperands()) {
      throw new BadUsage("usage: " + command.usage());
    }
    return this;
  }

  private boolean hasOperands() {
    return command.takesMany()
        ? !operands.isEmpty() || options.containsKey(NAMES)
        : operands.size() == command.operands();
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
