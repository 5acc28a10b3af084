package org.sallyport.staff.admin;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Files of accounts before they are confirmed, and days whose reads were counted. */
@Component
class AdminTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("pending_import")
            .kept(RetentionPeriod.RATE_LIMITS, "expires_at <= :now")
            .endedByRestore("imports that were not confirmed", "delete from pending_import")
            .hashes("file")
            .none(COPY, ERASURE),
        OwnedTable.of("staff_reads_day")
            .kept(RetentionPeriod.MESSAGES, "day < :before")
            .none(COPY, ERASURE, RESTORE, KEYS));
  }
}
