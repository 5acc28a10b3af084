package org.sallyport.gate.lockout;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.sallyport.platform.tables.RowRemoval;
import org.springframework.stereotype.Component;

/** Wrong codes, and the waits after wrong passwords. */
@Component
@RequiredArgsConstructor
class LockoutTables implements OwnedTables {
  /** Strangers can cause a row for each name that they invent. */
  private static final RowRemoval FORGOTTEN =
      RowRemoval.where("throttle", "last_at < :before and blocked_until <= :now");

  private final LockProperties limits;

  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("wrong_code")
            .kept(RetentionPeriod.SIGN_INS, "at < :before")
            .copied(
                DataSection.WRONG_CODES,
                """
              select at from wrong_code where account_id = :account order by at desc limit :most
              """)
            .none(ERASURE, RESTORE, KEYS),
        OwnedTable.of("throttle")
            .kept(
                RetentionPeriod.RATE_LIMITS,
                (jdbc, before, now, most) ->
                    FORGOTTEN.remove(jdbc, now.minus(limits.passwordFailureWindow()), now, most))
            .hashes("key")
            .none(COPY, ERASURE, RESTORE));
  }
}
