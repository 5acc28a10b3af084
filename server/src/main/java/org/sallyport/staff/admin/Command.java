package org.sallyport.staff.admin;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The commands: on what they act, their words and required options. */
public enum Command {
  IMPORT("import", "FILE", false),
  IMPORT_PREVIEW("import-preview", "FILE", false),
  MISSING("missing", "FILE", false),
  LIST("list", "", false),
  SHOW("show", "USERNAME", false),
  UNLOCK("unlock", "USERNAME...", true),
  INVITE("invite", "USERNAME...", false),
  ACTIVATION_CODE("activation-code", "USERNAME", false),
  DISABLE("disable", "USERNAME...", true),
  ENABLE("enable", "USERNAME...", true),
  EXPORT("export", "USERNAME", true),
  ERASE("erase", "USERNAME", true),
  RESET("reset", "USERNAME", true),
  RESET_CANCEL("reset-cancel", "USERNAME", false),
  AUDIT_VERIFY("audit-verify", "", false),
  AUDIT_VERIFY_FILE("audit-verify-file", "FILE", false),
  KEYS_LIST("keys", "list", "", false),
  KEYS_ROTATE("keys", "rotate", "", false),
  KEYS_RETIRE("keys", "retire", "KEY", true),
  RESTORED("restore", "void", "", true),
  GROUP_LIST("group", "list", "", false),
  GROUP_MEMBERS("group", "members", "GROUP", false),
  GROUP_ADD("group", "add", "GROUP USERNAME", false),
  GROUP_REMOVE("group", "remove", "GROUP USERNAME", false),
  GROUP_CONFIRM("group", "confirm", "GROUP USERNAME", false),
  GROUP_ADMIN("group", "admin", "GROUP USERNAME", false),
  GROUP_NO_ADMIN("group", "no-admin", "GROUP USERNAME", false),
  STUDY_WHY("study", "why", "USERNAME STUDY_UID", false),
  STUDY_WHO("study", "who", "STUDY_UID", false),
  STUDY_COPY_TO("study", "copy-to", "USERNAME STUDY_UID", true),
  STUDY_END_COPY("study", "end-copy", "USERNAME STUDY_UID", true),
  STUDY_REFERENCE("study", "reference", "STUDY_UID", false),
  STUDY_END_REFERENCE("study", "end-reference", "STUDY_UID", true);

  /** The first words of commands: on what they act. */
  static final Set<String> AREAS = Set.of("account", "group", "study", "keys");

  /** Former commands, and operations that only an admin in a session can do: where they are. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "keys",
          "it is now: keys list",
          "retire-key",
          "it is now: keys retire KEY --reason TEXT",
          "reset-confirm",
          "an admin confirms a reset signed in to the portal, under /admin/resets",
          "confirm-name",
          "an admin confirms a name signed in to the portal, under /admin/names");

  private final String area;
  private final String word;
  private final String operands;
  private final boolean reason;

  Command(String word, String operands, boolean reason) {
    this("account", word, operands, reason);
  }

  Command(String area, String word, String operands, boolean reason) {
    this.area = area;
    this.word = word;
    this.operands = operands;
    this.reason = reason;
  }

  static Optional<Command> of(String area, String word) {
    return Arrays.stream(values())
        .filter(command -> command.area.equals(area) && command.word.equals(word))
        .findFirst();
  }

  /** Where to do what is no command, or none any more; empty for all others. */
  static Optional<String> elsewhere(String area, String word) {
    return Optional.ofNullable(area.equals("account") ? ELSEWHERE.get(word) : null)
        .map(where -> "account " + word + ": " + where);
  }

  /** Whether its operand is a file that it reads. */
  boolean readsFile() {
    return this == IMPORT || this == IMPORT_PREVIEW || this == MISSING;
  }

  static String words(String area) {
    return Arrays.stream(values())
        .filter(command -> command.area.equals(area))
        .map(command -> command.word)
        .collect(Collectors.joining(", "));
  }

  /** For example "account unlock". */
  public String full() {
    return area + " " + word;
  }

  public String word() {
    return word;
  }

  int operands() {
    return operands.isEmpty() ? 0 : operands.split(" ").length;
  }

  /** Whether it takes any number of accounts, from its words and from a file. */
  boolean takesMany() {
    return operands.endsWith("...");
  }

  /** The required options. */
  Set<String> options() {
    return reason ? Set.of("reason") : Set.of();
  }

  /** Options without a value, none of them required. */
  Set<String> flags() {
    return switch (this) {
      case AUDIT_VERIFY -> Set.of("all");
      case RESET -> Set.of("number-lost");
      case EXPORT -> Set.of("text");
      default -> Set.of();
    };
  }

  /** The options that it takes and does not require. */
  Set<String> optional() {
    return optionWords().keySet();
  }

  /** The same with the words for their values, in their order. */
  private Map<String, String> optionWords() {
    if (operands.endsWith("...")) {
      return Map.of("names", "FILE");
    }
    return switch (word) {
      case "retire" -> Map.of("confirm", "KEY");
      case "missing" -> new TreeMap<>(Map.of("role", "ROLE", "group", "GROUP", "domain", "DOMAIN"));
      default -> Map.of();
    };
  }

  /** For example "account unlock USERNAME --reason TEXT [--data DIR]". */
  String usage() {
    return full()
        + (operands.isEmpty() ? "" : " " + operands)
        + (reason ? " --reason TEXT" : "")
        + flags().stream().map(flag -> " [--" + flag + "]").collect(Collectors.joining())
        + optionWords().entrySet().stream()
            .map(option -> " [--" + option.getKey() + " " + option.getValue() + "]")
            .collect(Collectors.joining())
        + " [--data DIR]";
  }
}
