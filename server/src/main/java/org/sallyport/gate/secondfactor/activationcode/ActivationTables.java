package org.sallyport.gate.secondfactor.activationcode;

import static org.sallyport.platform.tables.Question.ERASURE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Activation codes. */
@Component
class ActivationTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("activation_code")
            .kept(RetentionPeriod.CODES, "least(used_at, expires_at) < :before")
            .copied(
                DataSection.WRITTEN_CODES,
                """
              select 'activation code' as kind, created_at, expires_at, used_at
                from activation_code where account_id = :account limit :most
              """)
            .endedByRestore("activation codes", "delete from activation_code where used_at is null")
            .hashes("code_hash")
            .lostWithKey(
                "activation codes",
                "used_at is null and expires_at > :now and " + KeyedRows.hashed("code_hash"))
            .none(ERASURE));
  }
}
