package org.sallyport.platform.nodes;

import java.util.List;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The servers that are connected to the database now. A server that died is missing as soon as
 * PostgreSQL has noticed it: half a minute at most.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RunningNodes {
  /** Selects the names of their connections, as {@link RunningNode#of} reads them. */
  public static final String NAMES =
      """
      select application_name from pg_stat_activity
       where datname = current_database() and application_name like 'sallyport node %'
      """;

  private final JdbcClient jdbc;

  public List<RunningNode> all() {
    return jdbc.sql(NAMES).query((row, number) -> row.getString(1)).list().stream()
        .map(RunningNode::of)
        .flatMap(Optional::stream)
        .toList();
  }
}
