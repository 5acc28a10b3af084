package org.sallyport.platform.commandline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may be written for a command. */
public final class CommandSyntax {
  /** The option that names a file of more operands, for commands that take any number. */
  public static final String NAMES = "names";

  private static final String MANY = "...";

  private final String name;
  private final List<String> operands;
  private final List<CommandOption> options;

  private CommandSyntax(String name, List<String> operands, List<CommandOption> options) {
    this.name = name;
    this.operands = operands;
    this.options = options;
  }

  /**
   * Reads what the list of commands says.
   *
   * @param required the words after the name: operands, then required options
   * @param optional the other options
   */
  static CommandSyntax of(String name, String required, List<String> optional) {
    String[] parts = required.split(" (?=--)");
    return new CommandSyntax(
        name,
        Arrays.stream(parts[0].split(" ")).filter(word -> !word.isEmpty()).toList(),
        Stream.concat(
                Arrays.stream(parts).skip(1).map(words -> CommandOption.of(words, true)),
                optional.stream().map(words -> CommandOption.of(words, false)))
            .toList());
  }

  /** The same with an option that the list names elsewhere, for example "--data DIR". */
  public CommandSyntax with(String option) {
    return new CommandSyntax(
        name,
        operands,
        Stream.concat(options.stream(), Stream.of(CommandOption.of(option, false))).toList());
  }

  /** For example "account unlock NAME... --reason TEXT [--names FILE] [--data DIR]". */
  public String usage() {
    return Stream.concat(
            Stream.concat(Stream.of(name), operands.stream()),
            options.stream().map(CommandOption::usage))
        .collect(Collectors.joining(" "));
  }

  /** Whether it takes any number of operands, from its words and from a file. */
  public boolean takesMany() {
    return !operands.isEmpty() && operands.getLast().endsWith(MANY);
  }

  /**
   * Parses the words after the name of the command, options in any place.
   *
   * @throws BadUsage if one is unknown or missing, or there twice
   */
  public Arguments parse(List<String> words) throws BadUsage {
    List<String> given = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    Deque<String> rest = new ArrayDeque<>(words);
    while (!rest.isEmpty()) {
      String word = rest.pop();
      if (!word.startsWith("--")) {
        given.add(word);
        continue;
      }
      CommandOption option = option(word);
      if (values.put(option.name(), value(option, word, rest)) != null) {
        throw refusal("--" + option.name() + " is there twice");
      }
    }
    if (!isComplete(given, values)) {
      throw new BadUsage("usage: " + usage());
    }
    return new Arguments(name, given, values);
  }

  private CommandOption option(String word) throws BadUsage {
    String wanted = word.replaceFirst("=.*", "");
    return options.stream()
        .filter(option -> ("--" + option.name()).equals(wanted))
        .filter(option -> option.takesValue() || wanted.equals(word))
        .findFirst()
        .orElseThrow(() -> refusal("no such option: " + wanted.replaceAll("\\p{Cntrl}", "?")));
  }

  /** The value behind "=", or else the next word. */
  private String value(CommandOption option, String word, Deque<String> rest) throws BadUsage {
    int equals = word.indexOf('=');
    if (equals < 0 && !option.needsValue()) {
      return "";
    }
    String value = equals >= 0 ? word.substring(equals + 1) : rest.poll();
    if (value == null || value.isBlank() || (equals < 0 && value.startsWith("--"))) {
      throw refusal("--" + option.name() + " needs a value");
    }
    return value.strip();
  }

  private boolean isComplete(List<String> given, Map<String, String> values) {
    return options.stream().allMatch(it -> !it.required() || values.containsKey(it.name()))
        && (takesMany()
            ? !given.isEmpty() || values.containsKey(NAMES)
            : given.size() == operands.size());
  }

  private BadUsage refusal(String why) {
    return new BadUsage(name + ": " + why);
  }
}
