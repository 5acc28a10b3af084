package org.sallyport.policy;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Describes the causes of a failed start that the operator can fix. */
final class StartFault {
  /**
   * SQLSTATE classes for an unreachable database: connection failure, authentication failure, no
   * such database, insufficient resources, starting up or shutting down.
   */
  private static final Set<String> NO_WAY_IN = Set.of("08", "28", "3D", "53", "57");

  private StartFault() {}

  /** One line on this cause; null if the operator cannot act on it. */
  static @Nullable String line(Throwable cause) {
    return switch (cause) {
      case StartRefused refused -> refused.getMessage();
      case PortInUseException taken -> taken(taken);
      case BindException malformed -> malformed(malformed.getName().toString());
      case InvalidConfigurationPropertyValueException malformed -> malformed(malformed.getName());
      case ConfigDataException missing -> missing.getMessage();
      case MarkedYAMLException broken -> broken(broken);
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

  private static @Nullable String refused(SQLException refused) {
    String state = Objects.requireNonNullElse(refused.getSQLState(), "");
    return state.length() == 5 && NO_WAY_IN.contains(state.substring(0, 2))
        ? "cannot connect to the database, see spring.datasource.url: " + refused.getMessage()
        : null;
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
