package org.sallyport.platform.commandline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parsed words of a command.
 *
 * @param name of the command, for example "account unlock"
 * @param operands as many as the command has, or any number
 * @param options the values of all required options of the command, and possibly others of it, by
 *     their names without hyphens; empty for an option without a value
 */
public record Arguments(String name, List<String> operands, Map<String, String> options) {

  public String first() {
    return operands.getFirst();
  }

  public String second() {
    return operands.get(1);
  }

  /** The value of a required option. */
  public String option(String option) {
    @Nullable String value = options.get(option);
    if (value == null) {
      throw new IllegalStateException("the command has no option " + option);
    }
    return value;
  }

  /** Whether an option is given. */
  public boolean has(String option) {
    return options.containsKey(option);
  }

  /** The value of an option that the command does not require. */
  public Optional<String> optional(String option) {
    return Optional.ofNullable(options.get(option));
  }
}
