package org.sallyport.gate.selfservice;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.springframework.stereotype.Component;

/** Changes of an account that are under way or wait. */
@Component
class ChangeTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("account_change")
            .leavesWith("sign_in")
            .endedByRestore(
                "changes under way", "delete from account_change where finished_at is null")
            .hashes("contact")
            .none(COPY, ERASURE),
        OwnedTable.of("delayed_change")
            .stays("of an account, one of a kind; gone when it is due")
            .copied(
                DataSection.CHANGES,
                """
              select kind, lost, requested_at, due_at from delayed_change where account_id = :account
               order by requested_at desc limit :most
              """)
            .endedByRestore("changes that wait", "delete from delayed_change")
            .sealed("delayed changes", "id", "value")
            .none(ERASURE));
  }
}
