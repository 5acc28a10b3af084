package org.sallyport.staff.admin.commands;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.tables.EndedRows;
import org.sallyport.platform.tables.Tables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends what was given out and is valid until it is used, ended or runs out. After a restore, the
 * rows do not say what was used or ended since the backup.
 */
@Component
@RequiredArgsConstructor
class RestoredRows {
  private final Tables tables;
  private final JdbcClient jdbc;
  private final Clock clock;

  /** Ends everything. One line for each kind of which there was any, with the number of rows. */
  List<String> end() {
    List<String> ended = new ArrayList<>();
    for (EndedRows kind : tables.ended()) {
      int rows = jdbc.sql(kind.statement()).param("now", clock.instant()).update();
      @Nullable String what = kind.what();
      if (rows > 0 && what != null) {
        ended.add(rows + " " + what);
      }
    }
    return ended;
  }
}
