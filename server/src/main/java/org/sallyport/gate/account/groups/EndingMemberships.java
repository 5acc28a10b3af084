package org.sallyport.gate.account.groups;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.GroupEvent;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notifies the admins of a group of memberships that end soon: 14 days and 3 days before, once
 * each, on one node at a time. If a group has no admin who could confirm them, the admins of the
 * installation are notified instead. The members are notified 3 days before.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class EndingMemberships {
  private static final Duration FIRST_REMINDER = Duration.ofDays(14);
  private static final Duration LAST_REMINDER = Duration.ofDays(3);

  /** The key of the advisory lock; an arbitrary number not used elsewhere. */
  private static final long ADVISORY_LOCK = 7_316_544_027L;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DomainEvents events;
  private final Clock clock;

  private record Due(
      UUID group, String groupName, AccountId account, String member, Instant until) {}

  @Scheduled(
      initialDelayString = "${sallyport.groups.remind:1h}",
      fixedDelayString = "${sallyport.groups.remind:1h}")
  public void run() {
    transaction.executeWithoutResult(
        status -> {
          if (isMine()) {
            Map<UUID, List<Due>> due = new LinkedHashMap<>();
            due().forEach(it -> due.computeIfAbsent(it.group(), id -> new ArrayList<>()).add(it));
            due.forEach(this::tell);
          }
        });
  }

  private static final String MARK_DUE =
      """
      with due as (
        update group_member m set reminded_at = :now
        where m.left_at is null and m.confirmed_until > :now
          and (m.confirmed_until <= :first and m.reminded_at is null
            or m.confirmed_until <= :last
              and m.reminded_at < m.confirmed_until - make_interval(secs => :lastSeconds))
        returning m.group_id, m.account_id, m.confirmed_until
      )
      select d.group_id, g.name as group_name, d.account_id, a.name, d.confirmed_until
      from due d join care_group g on g.id = d.group_id join account a on a.id = d.account_id
      order by g.name_key, a.name
      """;

  /** Records that the memberships that are due were reminded of, and returns them. */
  private List<Due> due() {
    Instant now = clock.instant();
    return jdbc.sql(MARK_DUE)
        .param("now", now)
        .param("first", now.plus(FIRST_REMINDER))
        .param("last", now.plus(LAST_REMINDER))
        .param("lastSeconds", LAST_REMINDER.toSeconds())
        .query((row, number) -> due(row))
        .list();
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        row.getObject("group_id", UUID.class),
        row.getString("group_name"),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("name"),
        instant(row, "confirmed_until"));
  }

  private void tell(UUID group, List<Due> due) {
    Instant earliest = due.stream().map(Due::until).min(Instant::compareTo).orElseThrow();
    events.publish(
        new GroupEvent.MembershipsEnding(
            due.getFirst().groupName(),
            due.stream().map(Due::member).toList(),
            earliest,
            due.stream().map(Due::account).toList(),
            admins(group),
            due.stream().filter(this::isLast).map(Due::account).toList()),
        Origin.COMMAND_LINE);
  }

  private boolean isLast(Due due) {
    return !due.until().isAfter(clock.instant().plus(LAST_REMINDER));
  }

  private static final String ADMINS_WHO_CAN_CONFIRM =
      """
      select m.account_id from group_member m
      join account a on a.id = m.account_id and a.disabled_at is null
      where m.group_id = :group and m.is_admin and m.left_at is null
        and m.confirmed_until > :now
      order by m.account_id
      """;

  private List<AccountId> admins(UUID group) {
    return jdbc.sql(ADMINS_WHO_CAN_CONFIRM)
        .param("group", group)
        .param("now", clock.instant())
        .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
        .list();
  }

  private boolean isMine() {
    return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", ADVISORY_LOCK)
        .query(Boolean.class)
        .single();
  }
}
