package org.sallyport.platform.policy.start;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A cause of a failed start that the operator can fix, or a temporary one.
 *
 * @param line one line for the operator
 * @param canPass whether a later start with the same settings may succeed
 */
record StartFault(String line, boolean canPass) {
  /**
   * SQLSTATE classes of a database that is unreachable for now: connection failure, insufficient
   * resources, starting up or shutting down.
   */
  private static final Set<String> UNREACHABLE_CLASSES = Set.of("08", "53", "57");

  private static final String DISK_FULL = "53100";

  /** SQLSTATE classes of wrong settings: authentication failure, no such database. */
  private static final Set<String> ACCESS_REFUSED_CLASSES = Set.of("28", "3D");

  private static final Pattern MIGRATION =
      Pattern.compile("(?:version|locally:|database:) (\\d[\\d.]*\\d)");

  /** The fault of this cause; null if the operator cannot act on it. */
  static @Nullable StartFault of(Throwable cause) {
    String line = lineOf(cause);
    return line == null ? null : new StartFault(line, canPass(cause));
  }

  private static boolean canPass(Throwable cause) {
    return switch (cause) {
      case StartRefusedForNow _, PortInUseException _ -> true;
      case SQLException refused -> UNREACHABLE_CLASSES.contains(stateClass(refused));
      default -> false;
    };
  }

  private static @Nullable String lineOf(Throwable cause) {
    return switch (cause) {
      case StartRefused refused -> refused.getMessage();
      case PortInUseException taken -> taken(taken);
      case BindException malformed -> malformed(malformed.getName().toString());
      case InvalidConfigurationPropertyValueException malformed -> malformed(malformed.getName());
      case ConfigDataException missing -> missing.getMessage();
      case MarkedYAMLException broken -> broken(broken);
      case FlywayValidateException other -> otherTables(String.valueOf(other.getMessage()));
      case SQLException refused -> refused(refused);
      case FileSystemException refused -> refused(refused);
      default -> null;
    };
  }

  private static String malformed(String name) {
    return name + ": this value is not understood";
  }

  private static String taken(PortInUseException taken) {
    return String.format(
        Locale.ROOT,
        "port %d is taken, see server.port and management.server.port",
        taken.getPort());
  }

  private static String broken(MarkedYAMLException broken) {
    Mark mark = broken.getProblemMark();
    String where =
        mark == null
            ? ""
            : String.format(
                Locale.ROOT, "line %d, column %d: ", mark.getLine() + 1, mark.getColumn() + 1);
    return "the file of settings is no YAML: " + where + broken.getProblem();
  }

  /** Landed migrations are never edited, so these are of a version that was not released. */
  private static String otherTables(String message) {
    String versions =
        MIGRATION
            .matcher(message)
            .results()
            .map(it -> it.group(1))
            .distinct()
            .collect(Collectors.joining(", "));
    return "the tables of this database were made by another version, a newer one or one before 0.9.0: start that one, or restore a backup (upgrade.md); changes that differ: "
        + versions;
  }

  private static @Nullable String refused(SQLException refused) {
    if (DISK_FULL.equals(refused.getSQLState())) {
      return "the disk of the database is full: " + refused.getMessage();
    }
    String state = stateClass(refused);
    return UNREACHABLE_CLASSES.contains(state) || ACCESS_REFUSED_CLASSES.contains(state)
        ? "cannot connect to the database, see spring.datasource.url: " + refused.getMessage()
        : null;
  }

  /** The first two characters of the SQLSTATE; empty if there is none. */
  private static String stateClass(SQLException refused) {
    String state = Objects.requireNonNullElse(refused.getSQLState(), "");
    return state.length() == 5 ? state.substring(0, 2) : "";
  }

  private static String refused(FileSystemException refused) {
    String reason =
        switch (refused) {
          case AccessDeniedException _ -> "permission denied";
          case NotDirectoryException _, FileAlreadyExistsException _ -> "not a folder";
          case NoSuchFileException _ -> "cannot be made";
          default ->
              Objects.requireNonNullElse(refused.getReason(), refused.getClass().getSimpleName());
        };
    return refused.getFile() + ": " + reason;
  }
}
