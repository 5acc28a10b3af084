package org.sallyport.platform.database.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.nodes.RunningNode;
import org.sallyport.platform.nodes.RunningNodes;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The version of the tables, compared with that of the program. */
public final class SchemaState {
  private static final String DATABASE = "database";

  private SchemaState() {}

  /** The findings; none if nothing is wrong. */
  public static List<Finding> examine(JdbcClient jdbc) {
    if (!isThere(jdbc)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    Set<String> unknown = new TreeSet<>(applied(jdbc));
    unknown.removeAll(ours());
    if (!unknown.isEmpty()) {
      findings.add(newer(jdbc, String.join(", ", unknown)));
    }
    if (jdbc.sql("select exists (select from flyway_schema_history where not success)")
        .query(Boolean.class)
        .single()) {
      findings.add(Finding.error(DATABASE, "an upgrade of its tables failed, see the log"));
    }
    return findings;
  }

  /** Servers of two versions may run at once while an upgrade goes from one to the next. */
  private static Finding newer(JdbcClient jdbc, String unknown) {
    String what = "its tables are those of a newer version of Sallyport (" + unknown + "): ";
    return runsElsewhere(jdbc)
        ? Finding.warning(DATABASE, what + "finish the upgrade")
        : Finding.error(
            DATABASE,
            what + "install that version again, or restore the backup from before the upgrade");
  }

  /** Whether a server of another version runs. */
  private static boolean runsElsewhere(JdbcClient jdbc) {
    return jdbc.sql(RunningNodes.NAMES).query((row, number) -> row.getString(1)).list().stream()
        .map(RunningNode::of)
        .flatMap(Optional::stream)
        .anyMatch(node -> !node.version().equals(RunningNode.ownVersion()));
  }

  /** For example "tables of this version". */
  public static String words(JdbcClient jdbc) {
    if (!isThere(jdbc)) {
      return "empty; the tables are made at the first start";
    }
    Set<String> missing = missing(jdbc);
    return missing.isEmpty()
        ? "tables of this version"
        : missing.size() + " changes of its tables are made at the next start";
  }

  /** Whether the tables are there, and no change of them is left for the next start. */
  public static boolean isCurrent(JdbcClient jdbc) {
    return isThere(jdbc) && missing(jdbc).isEmpty();
  }

  private static Set<String> missing(JdbcClient jdbc) {
    Set<String> missing = new TreeSet<>(ours());
    missing.removeAll(applied(jdbc));
    return missing;
  }

  private static boolean isThere(JdbcClient jdbc) {
    return jdbc.sql("select to_regclass('flyway_schema_history') is not null")
        .query(Boolean.class)
        .single();
  }

  private static List<String> applied(JdbcClient jdbc) {
    return jdbc.sql(
            "select version from flyway_schema_history where version is not null and success")
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** The versions of the program's migrations, for example "20261124.100000". */
  private static List<String> ours() {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath:db/migration/V*.sql"))
          .map(it -> Objects.requireNonNull(it.getFilename()))
          .map(it -> it.substring(1, it.indexOf("__")).replace('_', '.'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
