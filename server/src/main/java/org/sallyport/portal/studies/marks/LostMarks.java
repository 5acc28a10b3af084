package org.sallyport.portal.studies.marks;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.ids.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds once a day the marks on studies that their account may no longer see, and notes since when:
 * {@link MarkRetention} deletes them when that is long enough ago. An account that gets a study
 * back before then finds its marks. Nobody may see a study that has left the archive.
 */
@Component
@RequiredArgsConstructor
class LostMarks {
  private static final Logger LOG = LoggerFactory.getLogger(LostMarks.class);
  private static final UUID START = new UUID(0, 0);

  private static final String NOTE =
      """
      with mine as materialized (select distinct study_uid from image_mark where account_id = :account),
      seen as materialized (
        select distinct study_uid from study_granted(:account, array(select study_uid from mine), :now) where :reads)
      update image_mark m set lost_at = case when s.study_uid is null then cast(:now as timestamptz) end
        from mine left join seen s using (study_uid)
       where m.account_id = :account and m.study_uid = mine.study_uid and (s.study_uid is null) = (m.lost_at is null)
      """;

  private final Accounts accounts;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  @Scheduled(initialDelay = 15, fixedDelay = 24 * 60, timeUnit = TimeUnit.MINUTES)
  void run() {
    Optional<AccountId> account = next(START);
    while (account.isPresent()) {
      note(account.get());
      account = next(account.get().value());
    }
  }

  private Optional<AccountId> next(UUID after) {
    return jdbc.sql(
            "select account_id from image_mark where account_id > :after order by account_id limit 1")
        .param("after", after)
        .query(UUID.class)
        .optional()
        .map(AccountId::new);
  }

  /** An account that is busy or was just erased is left to the next day. */
  private void note(AccountId account) {
    try {
      transaction.executeWithoutResult(status -> note(accounts.hold(account)));
    } catch (DataAccessException e) {
      LOG.warn("marks of account {} were not looked at: {}", account, e.toString());
    }
  }

  private void note(HeldAccount held) {
    jdbc.sql(NOTE)
        .param("account", held.id().value())
        .param("reads", held.account().role().rights().readsStudies())
        .param("now", clock.instant())
        .update();
  }
}
