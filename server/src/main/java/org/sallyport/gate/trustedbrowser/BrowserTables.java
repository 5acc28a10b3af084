package org.sallyport.gate.trustedbrowser;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Remembered browsers and their tokens. */
@Component
class BrowserTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("trusted_browser")
            .publishes("remembered_browser")
            .kept(RetentionPeriod.CODES, "least(ended_at, expires_at) < :before")
            .copied(
                DataSection.BROWSERS,
                """
              select browser, address, created_at, last_used_at, expires_at, ended_at, end_reason
                from trusted_browser where account_id = :account order by created_at desc limit :most
              """)
            .endedByRestore(
                "remembered browsers",
                "update trusted_browser set ended_at = :now, end_reason = 'data restored' where ended_at is null")
            .lostWithKey(
                "remembered browsers",
                "ended_at is null and expires_at > :now and exists (select from trusted_browser_token t where t.browser_id = trusted_browser.id and state <> 'spent' and "
                    + KeyedRows.hashed("token_hash")
                    + ")")
            .none(ERASURE),
        OwnedTable.of("trusted_browser_token")
            .leavesWith("trusted_browser")
            .hashes("token_hash")
            .none(COPY, ERASURE, RESTORE));
  }
}
