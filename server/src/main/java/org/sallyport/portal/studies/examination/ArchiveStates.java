package org.sallyport.portal.studies.examination;

import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.studies.index.Sweep;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the state of the archive; the archive is not asked for it. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ArchiveStates {
  private static final String STATE =
      """
      select (select last from archive_feed) as feed,
        (select max(first_seen) from study_index) as newest
      """;

  private final Archive archive;
  private final Sweep sweep;
  private final JdbcClient jdbc;

  public ArchiveState now() {
    return jdbc.sql(STATE).query((row, number) -> state(row)).single();
  }

  private ArchiveState state(ResultSet row) throws SQLException {
    @Nullable Instant newest = instantOrNull(row, "newest");
    return new ArchiveState(
        archive.downSince().orElse(null),
        sweep.isComplete(),
        row.getObject("feed", Long.class),
        newest);
  }
}
