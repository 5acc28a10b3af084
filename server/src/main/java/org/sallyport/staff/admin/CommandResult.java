package org.sallyport.staff.admin;

import java.util.List;

/** The result of a command. */
public sealed interface CommandResult {

  /** The command was executed. */
  record Done(String text) implements CommandResult {}

  /** The command was refused, and nothing was changed; each line is one reason. */
  record Refused(List<String> lines) implements CommandResult {
    public Refused(String line) {
      this(List.of(line));
    }
  }
}
