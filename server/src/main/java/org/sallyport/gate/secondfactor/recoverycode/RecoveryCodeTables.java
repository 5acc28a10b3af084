package org.sallyport.gate.secondfactor.recoverycode;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Recovery codes, and sheets of them while they are shown. */
@Component
class RecoveryCodeTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("recovery_code")
            .kept(RetentionPeriod.CODES, "used_at < :before")
            .copied(
                DataSection.WRITTEN_CODES,
                """
              select 'recovery code' as kind, created_at, null::timestamptz as expires_at, used_at
                from recovery_code where account_id = :account limit :most
              """)
            .endedByRestore("recovery codes", "delete from recovery_code where used_at is null")
            .hashes("code_hash")
            .lostWithKey("recovery codes", "used_at is null and " + KeyedRows.hashed("code_hash"))
            .none(ERASURE),
        OwnedTable.of("recovery_sheet")
            .stays("gone after five minutes")
            .endedByRestore("recovery codes that are shown", "delete from recovery_sheet")
            .hashes("codes")
            .none(COPY, ERASURE));
  }
}
