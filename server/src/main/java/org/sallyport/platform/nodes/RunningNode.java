package org.sallyport.platform.nodes;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running server, as it names itself in the {@code application_name} of a connection that it
 * keeps for as long as it runs.
 *
 * @param version of the program, for example "0.9.0~20261202.193000"
 * @param keys ids of the keys of its key file, the current one first; the last ones are missing if
 *     there are more than the name has room for
 */
public record RunningNode(String version, List<String> keys) {
  /** PostgreSQL cuts longer names. */
  private static final int MAX_NAME_LENGTH = 63;

  private static final Pattern NAME = Pattern.compile("sallyport node (\\S+) (\\S*)");

  public RunningNode {
    keys = List.copyOf(keys);
  }

  /** This process. */
  public static RunningNode self(List<String> keys) {
    return new RunningNode(ownVersion(), keys);
  }

  /** The version of this program; "dev" if it was not started from its package. */
  public static String ownVersion() {
    return Objects.requireNonNullElse(
            RunningNode.class.getPackage().getImplementationVersion(), "dev")
        .replaceAll("\\s", "");
  }

  /** The name of its connection. */
  public String applicationName() {
    StringBuilder name = new StringBuilder("sallyport node ").append(version).append(' ');
    String separator = "";
    for (String key : keys) {
      if (name.length() + separator.length() + key.length() > MAX_NAME_LENGTH) {
        break;
      }
      name.append(separator).append(key);
      separator = ",";
    }
    return name.toString();
  }

  /** Reads the name of a connection; empty if it is not that of a server. */
  public static Optional<RunningNode> of(String applicationName) {
    Matcher parts = NAME.matcher(applicationName);
    return parts.matches()
        ? Optional.of(new RunningNode(parts.group(1), List.of(parts.group(2).split(",", -1))))
        : Optional.empty();
  }

  /** Whether its key file has the key. */
  public boolean knows(String key) {
    return keys.contains(key);
  }

  /** Whether it protects new data with the key. */
  public boolean uses(String key) {
    return !keys.isEmpty() && keys.getFirst().equals(key);
  }
}
