package org.sallyport.connect.apikeys;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/**
 * Keys of programs; an ended key is kept until its name is no more used. Their changes are counted.
 */
@Component
class KeyTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("api_key")
            .kept(RetentionPeriod.SIGN_INS, "least(ended_at, expires_at) < :before")
            .copied(
                DataSection.KEYS,
                """
              select made_at, name, expires_at, ended_at from api_key where made_by = :account
               order by made_at desc limit :most
              """)
            .endedByRestore(
                "keys of programs",
                "update api_key set ended_at = :now where ended_at is null and expires_at > :now")
            .hashes("hash", "previous_hash")
            .lostWithKey(
                "keys of programs",
                "ended_at is null and expires_at > :now and ("
                    + KeyedRows.hashed("hash")
                    + " or "
                    + KeyedRows.hashed("previous_hash")
                    + ")")
            .none(ERASURE),
        OwnedTable.of("key_change")
            .kept(RetentionPeriod.RATE_LIMITS, "at < :before")
            .none(COPY, ERASURE, RESTORE, KEYS));
  }
}
