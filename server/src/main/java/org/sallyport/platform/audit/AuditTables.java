package org.sallyport.platform.audit;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.audit.search.OwnEvents;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** The audit log. {@code AuditErasure} makes a pseudonym of a name in events. */
@Component
@RequiredArgsConstructor
class AuditTables implements OwnedTables {
  private final AuditCut cut;

  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("audit_event")
            .publishes("chain_link", "chain_end")
            .kept(RetentionPeriod.AUDIT, (jdbc, before, now, most) -> cut.remove(before, most))
            .copied(DataSection.EVENTS, OwnEvents.ALL)
            .hashes("commitment", "new_seal", "chain_hash")
            .madeAnew(
                "links of the audit log's chain, which are rehashed with the current key",
                KeyedRows.hashed("chain_hash"))
            .none(ERASURE, RESTORE),
        OwnedTable.of("audit_event_name")
            .leavesWith("audit_event")
            .none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("audit_checkpoint")
            .stays("one row a file of exported audit events")
            .hashes("chain_hash", "seal")
            .none(COPY, ERASURE, RESTORE),
        OwnedTable.of("audit_seal")
            .stays("one row an hour; removed with the events before it")
            .hashes("chain_hash", "seal")
            .none(COPY, ERASURE, RESTORE));
  }
}
