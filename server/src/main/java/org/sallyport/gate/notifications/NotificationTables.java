package org.sallyport.gate.notifications;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** What is gathered before it is told. */
@Component
class NotificationTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("failed_sign_in")
            .kept(RetentionPeriod.CODES, "due_at < :before")
            .none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("outside_share")
            .kept(RetentionPeriod.CODES, "due_at < :before")
            .none(COPY, ERASURE, RESTORE, KEYS));
  }
}
