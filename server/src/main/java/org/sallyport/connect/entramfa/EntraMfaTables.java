package org.sallyport.connect.entramfa;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;

import java.util.List;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Requests of Microsoft; what they ask with is refused by its age long before. */
@Component
class EntraMfaTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("entra_mfa_request")
            .keptUntilTheirEnd(RetentionPeriod.CODES)
            .endedByRestore("requests of Microsoft", "delete from entra_mfa_request")
            .hashes("hint_hash", "browser_hash", "asked")
            .none(COPY, ERASURE));
  }
}
