package org.sallyport.admin;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands on accounts: their words, and the options each must have. */
enum Command {
  IMPORT("import", "FILE", false, false),
  LIST("list", "", false, false),
  SHOW("show", "USERNAME", false, false),
  UNLOCK("unlock", "USERNAME", true, false),
  INVITE("invite", "USERNAME", false, false),
  ACTIVATION_CODE("activation-code", "USERNAME", false, false),
  DISABLE("disable", "USERNAME", true, false),
  ENABLE("enable", "USERNAME", true, false),
  RESET("reset", "USERNAME", true, true),
  RESET_CONFIRM("reset-confirm", "USERNAME", false, true),
  RESET_CANCEL("reset-cancel", "USERNAME", false, true),
  CONFIRM_NAME("confirm-name", "USERNAME DICOM^NAME", false, true),
  AUDIT_VERIFY("audit-verify", "", false, false);

  private final String word;
  private final String operands;
  private final boolean reason;
  private final boolean by;

  Command(String word, String operands, boolean reason, boolean by) {
    this.word = word;
    this.operands = operands;
    this.reason = reason;
    this.by = by;
  }

  static Optional<Command> of(String word) {
    return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(command -> command.word).collect(Collectors.joining(", "));
  }

  String word() {
    return word;
  }

  int operands() {
    return operands.isEmpty() ? 0 : operands.split(" ").length;
  }

  /** The options that the command must have. */
  Set<String> options() {
    return Stream.of(reason ? "reason" : "", by ? "by" : "")
        .filter(option -> !option.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** For example "account unlock USERNAME --reason TEXT [--data DIR]". */
  String usage() {
    return "account "
        + word
        + (operands.isEmpty() ? "" : " " + operands)
        + (reason ? " --reason TEXT" : "")
        + (by ? " --by ADMIN" : "")
        + " [--data DIR]";
  }
}
