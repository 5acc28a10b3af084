package org.sallyport.staff.admin.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.StaffReads;
import org.sallyport.platform.events.SystemEvent.StaffReadsCounted;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.installation.Installation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts once a day what each admin and member of the help desk looked up on the day before, and
 * has the admins told. One node does: its row of the day decides. A day on which nobody looked up
 * anything is not told.
 */
@Component
@RequiredArgsConstructor
class DailyReads {
  private static final Logger LOG = LoggerFactory.getLogger(DailyReads.class);
  private static final Origin INSTALLATION = new Origin("local", "the installation");

  private static final String READS =
      """
      select min(details ->> 'by') as who, details #>> '{ids,by,0}' as account,
        count(*) filter (where type = 'SystemEvent.StaffSearched') as searches,
        coalesce(sum((details ->> 'hits')::int)
          filter (where type = 'SystemEvent.StaffSearched'), 0) as hits,
        count(distinct details #>> '{shown,value}')
          filter (where type = 'SystemEvent.AccountOpened') as accounts,
        count(*) filter (where type = 'SystemEvent.AccessExamined') as studies
      from audit_event
      where at >= :from and at < :until and type in
        ('SystemEvent.StaffSearched', 'SystemEvent.AccountOpened', 'SystemEvent.AccessExamined')
      group by coalesce(details #>> '{ids,by,0}', details ->> 'by'), 2 order by hits desc, searches desc, who limit 50
      """;

  private final JdbcClient jdbc;
  private final DomainEvents events;
  private final Installation installation;
  private final TransactionTemplate transaction;
  private final Clock clock;

  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
  void work() {
    try {
      count();
    } catch (RuntimeException e) {
      LOG.warn("what staff looked up could not be counted: {}", e.toString());
    }
  }

  /** Counts the last whole day, unless that was done. */
  void count() {
    LocalDate day = installation.dayOf(clock.instant()).minusDays(1);
    transaction.executeWithoutResult(
        status -> {
          if (isFirst(day)) {
            List<StaffReads> staff = reads(day);
            if (!staff.isEmpty()) {
              events.publish(new StaffReadsCounted(day, staff), INSTALLATION);
            }
          }
        });
  }

  private boolean isFirst(LocalDate day) {
    return jdbc.sql("insert into staff_reads_day (day) values (:day) on conflict do nothing")
            .param("day", day)
            .update()
        == 1;
  }

  private List<StaffReads> reads(LocalDate day) {
    ZoneId zone = installation.zone();
    return jdbc.sql(READS)
        .param("from", day.atStartOfDay(zone).toInstant())
        .param("until", day.plusDays(1).atStartOfDay(zone).toInstant())
        .query(
            (row, number) ->
                new StaffReads(
                    row.getString("who"),
                    account(row.getString("account")),
                    row.getInt("searches"),
                    row.getInt("hits"),
                    row.getInt("accounts"),
                    row.getInt("studies")))
        .list();
  }

  private static @Nullable AccountId account(@Nullable String id) {
    return id == null ? null : new AccountId(UUID.fromString(id));
  }
}
