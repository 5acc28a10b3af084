package org.sallyport.platform.ratelimit;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** The counts of limits; they leave after the end of their windows. */
@Component
class RateLimitTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("rate_limit")
            .kept(RetentionPeriod.RATE_LIMITS, "ends_at < :before")
            .hashes("key")
            .none(COPY, ERASURE, RESTORE));
  }
}
