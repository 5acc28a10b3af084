package org.sallyport.staff.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.platform.commandline.CommandList;

/** The commands that work with the modules of an installation; their syntax is in the list. */
public enum Command {
  IMPORT("account import"),
  IMPORT_PREVIEW("account import-preview"),
  MISSING("account missing"),
  LIST("account list"),
  SHOW("account show"),
  UNLOCK("account unlock"),
  INVITE("account invite"),
  ACTIVATION_CODE("account activation-code"),
  DISABLE("account disable"),
  ENABLE("account enable"),
  EXPORT("account export"),
  ERASE("account erase"),
  RELEASE_USERNAME("account release-username"),
  RESET("account reset"),
  RESET_CANCEL("account reset-cancel"),
  AUDIT_VERIFY("account audit-verify"),
  AUDIT_VERIFY_FILE("account audit-verify-file"),
  KEYS_LIST("keys list"),
  KEYS_ROTATE("keys rotate"),
  KEYS_RETIRE("keys retire"),
  RESTORED("restore --void"),
  GROUP_LIST("group list"),
  GROUP_MEMBERS("group members"),
  GROUP_ADD("group add"),
  GROUP_REMOVE("group remove"),
  GROUP_CONFIRM("group confirm"),
  GROUP_ADMIN("group admin"),
  GROUP_NO_ADMIN("group no-admin"),
  APPLICATION_LIST("application list"),
  APPLICATION_ADD("application add"),
  APPLICATION_SECRET("application secret"),
  APPLICATION_DISABLE("application disable"),
  APPLICATION_ENABLE("application enable"),
  APPLICATION_DELETE("application delete"),
  STUDY_WHY("study why"),
  STUDY_WHO("study who"),
  STUDY_COPY_TO("study copy-to"),
  STUDY_END_COPY("study end-copy"),
  STUDY_REFERENCE("study reference"),
  STUDY_END_REFERENCE("study end-reference");

  /** The first words of commands: on what they act. */
  static final Set<String> AREAS = Set.of("account", "group", "application", "study", "keys");

  /** The option that names the folder of the installation's data. */
  static final String DATA = "data";

  private final String full;

  Command(String full) {
    this.full = full;
  }

  /** The command of these arguments. */
  public static Command of(Arguments arguments) {
    return find(arguments.name()).orElseThrow();
  }

  private static Optional<Command> find(String name) {
    return Arrays.stream(values()).filter(command -> command.full.equals(name)).findFirst();
  }

  /**
   * Parses a command.
   *
   * @param area its first word
   * @param words those after it
   * @throws BadUsage for an unknown command or option, or a missing word
   */
  static Arguments parse(String area, List<String> words) throws BadUsage {
    if (words.isEmpty()) {
      throw new BadUsage(area + ": which command? " + words(area));
    }
    String name = area + " " + words.getFirst();
    Optional<String> elsewhere = CommandList.elsewhere(name);
    if (elsewhere.isPresent()) {
      throw new BadUsage(elsewhere.get());
    }
    if (find(name).isEmpty()) {
      throw new BadUsage(area + ": no such command; there are " + words(area));
    }
    return CommandList.of(name).with("--data DIR").parse(words.subList(1, words.size()));
  }

  /** Whether its operand is a file that it reads. */
  boolean readsFile() {
    return this == IMPORT || this == IMPORT_PREVIEW || this == MISSING;
  }

  static String words(String area) {
    return Arrays.stream(values())
        .filter(command -> command.full.startsWith(area + " "))
        .map(command -> command.full.substring(area.length() + 1))
        .collect(Collectors.joining(", "));
  }

  /** For example "account unlock". */
  public String full() {
    return full;
  }
}
