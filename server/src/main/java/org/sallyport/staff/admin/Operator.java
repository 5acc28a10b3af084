package org.sallyport.staff.admin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;

/** The system user who runs a command, as named in the audit log. */
public final class Operator {
  private static final Path PROCESS = Path.of("/proc/self");
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final String NAME =
      words(user(), System.getenv().getOrDefault("SUDO_USER", ""), host());

  private Operator() {}

  /** For example "system user root (sudo by ann) on pacs-1 via command line". */
  public static String name() {
    return NAME;
  }

  public static Actor actor() {
    return new Actor(null, NAME);
  }

  /** The origin of a command. */
  public static Origin origin() {
    return Origin.commandLine(NAME);
  }

  static String words(String user, String sudoUser, String host) {
    String sudo = sudoUser.isBlank() ? "" : " (sudo by " + plain(sudoUser) + ")";
    return String.format(Locale.ROOT, "system user %s%s on %s", plain(user), sudo, plain(host))
        + Origin.VIA_COMMAND_LINE;
  }

  /**
   * The owner of the process if the system provides it, because {@code user.name} can be set as an
   * option of the JVM.
   */
  private static String user() {
    try {
      return Files.getOwner(PROCESS).getName();
    } catch (IOException | UnsupportedOperationException e) {
      return System.getProperty("user.name", "unknown");
    }
  }

  private static String host() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      Map<String, String> environment = System.getenv();
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException unknown) {
        return environment.getOrDefault("HOSTNAME", "unknown host");
      }
    }
  }

  private static String plain(String text) {
    return text.replaceAll("[^\\p{L}\\p{N}._@\\\\-]", "?");
  }
}
