package org.sallyport.admin;

import java.util.List;

/** What a command says in the end. */
sealed interface CommandResult {

  /** It is done. */
  record Done(String text) implements CommandResult {}

  /** It is not, and nothing is changed; each line is one reason. */
  record Refused(List<String> lines) implements CommandResult {
    Refused(String line) {
      this(List.of(line));
    }
  }
}
