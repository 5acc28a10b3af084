package org.sallyport.gate.account.groups;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends for good what an account had by a membership that lapsed. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LapsedMemberships {
  private static final String NOTE =
      """
      update group_member set lapse_noted = true
       where (group_id, account_id) in (
         select m.group_id, m.account_id from group_member m
          where m.left_at is null and m.confirmed_until <= :now and not m.lapse_noted
            for update skip locked)
      returning account_id
      """;

  private final JdbcClient jdbc;
  private final GroupUse use;
  private final Clock clock;

  /** Also called before a membership begins again, which could give back what was lost. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  @Transactional
  public void note() {
    List<UUID> accounts =
        jdbc.sql(NOTE)
            .param("now", clock.instant())
            .query((row, number) -> row.getObject(1, UUID.class))
            .list();
    accounts.stream().distinct().sorted().map(AccountId::new).forEach(use::left);
  }
}
