package org.sallyport.platform.database.state;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.nodes.RunningNode;
import org.sallyport.platform.nodes.RunningNodes;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether all servers on the database know the key that each of them uses, and their versions. */
public final class NodesState {
  private static final String SERVERS = "servers";

  private NodesState() {}

  /** The findings; none if nothing is wrong. */
  public static List<Finding> examine(JdbcClient jdbc) {
    List<RunningNode> nodes = running(jdbc);
    Optional<RunningNode> ignorant = ignorant(nodes);
    if (ignorant.isPresent()) {
      return List.of(keyMissing(ignorant.get()));
    }
    Set<String> versions =
        nodes.stream().map(RunningNode::version).collect(Collectors.toCollection(TreeSet::new));
    return versions.size() > 1 ? List.of(differentVersions(versions)) : List.of();
  }

  private static List<RunningNode> running(JdbcClient jdbc) {
    return jdbc.sql(RunningNodes.NAMES).query((row, number) -> row.getString(1)).list().stream()
        .map(RunningNode::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /** A server that does not know all keys in use. */
  private static Optional<RunningNode> ignorant(List<RunningNode> nodes) {
    Set<String> inUse =
        nodes.stream()
            .map(it -> it.keys().getFirst())
            .collect(Collectors.toCollection(TreeSet::new));
    return nodes.stream().filter(node -> !inUse.stream().allMatch(node::knows)).findFirst();
  }

  private static Finding keyMissing(RunningNode node) {
    return Finding.error(
        SERVERS,
        "a running server (version "
            + node.version()
            + ") does not know a key that another uses: copy the key file to each machine, and restart each");
  }

  private static Finding differentVersions(Set<String> versions) {
    return Finding.warning(
        SERVERS,
        "the running servers are of different versions: "
            + String.join(", ", versions)
            + "; finish the upgrade");
  }
}
