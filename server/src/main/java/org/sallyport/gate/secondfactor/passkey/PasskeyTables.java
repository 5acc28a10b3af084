package org.sallyport.gate.secondfactor.passkey;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Passkeys, and what they are asked. */
@Component
class PasskeyTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("passkey")
            .stays("a linked passkey, until it is removed")
            .copied(
                DataSection.DEVICES,
                """
              select 'passkey' as kind, name, linked_at, last_used_at, null::timestamptz as removed_at
                from passkey where account_id = :account order by linked_at desc limit :most
              """)
            .plainBytes("credential_id", "credential")
            .none(ERASURE, RESTORE),
        OwnedTable.of("passkey_challenge")
            .kept(RetentionPeriod.CODES, "valid_until < :before")
            .endedByRestore("questions to passkeys", "delete from passkey_challenge")
            .none(COPY, ERASURE, KEYS),
        OwnedTable.of("passkey_used_challenge")
            .kept(RetentionPeriod.CODES, "valid_until < :before")
            .plainBytes("challenge")
            .none(COPY, ERASURE, RESTORE));
  }
}
