package org.sallyport.admin;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands on accounts: their words and required options. */
enum Command {
  IMPORT("import", "FILE", false),
  LIST("list", "", false),
  SHOW("show", "USERNAME", false),
  UNLOCK("unlock", "USERNAME", true),
  INVITE("invite", "USERNAME", false),
  ACTIVATION_CODE("activation-code", "USERNAME", false),
  DISABLE("disable", "USERNAME", true),
  ENABLE("enable", "USERNAME", true),
  RESET("reset", "USERNAME", true),
  RESET_CANCEL("reset-cancel", "USERNAME", false),
  AUDIT_VERIFY("audit-verify", "", false),
  AUDIT_VERIFY_FILE("audit-verify-file", "FILE", false),
  KEYS("keys", "", false),
  RETIRE_KEY("retire-key", "KEY", true);

  /** Operations that only an admin in a session can do, and where. */
  private static final Map<String, String> IN_A_SESSION =
      Map.of(
          "reset-confirm",
          "an admin confirms a reset signed in to the portal, under /admin/resets",
          "confirm-name",
          "an admin confirms a name signed in to the portal, under /admin/names");

  private final String word;
  private final String operands;
  private final boolean reason;

  Command(String word, String operands, boolean reason) {
    this.word = word;
    this.operands = operands;
    this.reason = reason;
  }

  static Optional<Command> of(String word) {
    return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
  }

  /** Where to do an operation that requires an admin's own session; empty for all others. */
  static Optional<String> inASession(String word) {
    return Optional.ofNullable(IN_A_SESSION.get(word))
        .map(where -> "account " + word + ": " + where);
  }

  static String words() {
    return Arrays.stream(values()).map(command -> command.word).collect(Collectors.joining(", "));
  }

  String word() {
    return word;
  }

  int operands() {
    return operands.isEmpty() ? 0 : 1;
  }

  /** The required options. */
  Set<String> options() {
    return reason ? Set.of("reason") : Set.of();
  }

  /** For example "account unlock USERNAME --reason TEXT [--data DIR]". */
  String usage() {
    return "account "
        + word
        + (operands.isEmpty() ? "" : " " + operands)
        + (reason ? " --reason TEXT" : "")
        + " [--data DIR]";
  }
}
