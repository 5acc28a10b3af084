package org.sallyport.portal.studies.list;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which of its studies an account has not read, and which have arrived. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class UnreadStudies {
  /**
   * The number of the account's newest studies that are checked if more have arrived, as in a bulk
   * import, so that the cost of a poll does not grow with the number of studies.
   */
  private static final int MAX_SCANNED = 1000;

  /**
   * PostgreSQL executes only one of the two parts of mine: the condition on few names no column of
   * the part, so it is evaluated once and first.
   */
  private static final String ARRIVED =
      KeyStudies.KEYS
          + String.format(
              Locale.ROOT,
              """
              , arrived as materialized (
                select study_uid from study_index where first_seen > :since and first_seen <= :until
                order by first_seen limit %1$d + 1),
              few as materialized (select count(*) <= %1$d as so from arrived),
              mine as (
                select i.study_uid from arrived i
                where (select so from few) and (%2$s or exists (
                  select from shared s where s.study_uid = i.study_uid))
                union
                select i.study_uid from (%3$s) w join study_index i using (study_uid)
                where not (select so from few) and i.first_seen > :since and i.first_seen <= :until)
              select count(*) from mine
              where not exists (select from study_opened o
                where o.account_id = :account and o.study_uid = mine.study_uid)
              """,
              MAX_SCANNED,
              KeyStudies.HAS_KEY,
              KeyStudies.walk("true", "desc", MAX_SCANNED));

  private static final String MARK_AS_READ =
      """
      insert into study_opened (account_id, study_uid, opened_at)
      select :account, uid, :now from unnest(:studies) uid
      where uid in (select g.study_uid from study_grant g
        where g.account_id = :account and g.study_uid = any(:studies)
          and (g.valid_from is null or g.valid_from <= :now)
          and (g.valid_until is null or g.valid_until > :now))
      on conflict do nothing
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  /** Marks studies that the account may see as read. */
  public void read(AccountId account, Collection<StudyUid> studies) {
    jdbc.sql(MARK_AS_READ)
        .param("account", account.value())
        .param("studies", uids(studies))
        .param("now", clock.instant())
        .update();
  }

  /** Marks studies as unread; they are shown as new again. */
  public void unread(AccountId account, Collection<StudyUid> studies) {
    jdbc.sql("delete from study_opened where account_id = :account and study_uid = any(:studies)")
        .param("account", account.value())
        .param("studies", uids(studies))
        .update();
  }

  /**
   * How many studies came into the index after one time and not after another, and are unread. If
   * thousands came, only those among the account's newest thousand are counted.
   */
  public int arrived(AccountId account, Instant since, Instant until) {
    return jdbc.sql(ARRIVED)
        .param("account", account.value())
        .param("since", since)
        .param("until", until)
        .param("now", clock.instant())
        .query(Integer.class)
        .single();
  }

  private static String[] uids(Collection<StudyUid> studies) {
    return studies.stream().map(StudyUid::value).toArray(String[]::new);
  }
}
