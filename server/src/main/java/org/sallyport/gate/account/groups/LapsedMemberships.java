package org.sallyport.gate.account.groups;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends for good what was shared on the ground of a membership that lapsed. */
@Component
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
  private final Clock clock;

  LapsedMemberships(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Also called before a membership begins again, which could give back what was lost. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  @Transactional
  public void note() {
    Instant now = clock.instant();
    List<UUID> accounts =
        jdbc.sql(NOTE)
            .param("now", now)
            .query((row, number) -> row.getObject(1, UUID.class))
            .list();
    accounts.stream()
        .distinct()
        .sorted()
        .forEach(
            account ->
                jdbc.sql("select end_lost_shares_around(:account, :now)")
                    .param("account", account)
                    .param("now", now)
                    .query()
                    .singleRow());
  }
}
