package org.sallyport.gate.secondfactor.totp;

import static org.sallyport.platform.tables.Question.ERASURE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.springframework.stereotype.Component;

/** The secrets of authenticator apps. */
@Component
class TotpTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("totp_secret")
            .stays("a linked app, until it is removed; one unconfirmed at most")
            .copied(
                DataSection.DEVICES,
                """
              select 'authenticator app' as kind, name, coalesce(confirmed_at, created_at) as linked_at, last_used_at,
                null::timestamptz as removed_at from totp_secret where account_id = :account order by linked_at desc limit :most
              """)
            .endedByRestore(
                "unfinished authenticator apps",
                "delete from totp_secret where confirmed_at is null")
            // Codes of this time step and the two around it may have been used.
            .changedByRestore(
                "update totp_secret set last_step = greatest(last_step, floor(extract(epoch from cast(:now as timestamptz)) / 30)::bigint + 1)")
            .sealed("linked authenticator apps", "id", "secret")
            .none(ERASURE));
  }
}
