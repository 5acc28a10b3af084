package org.sallyport.portal.studies.publish;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was or is to be published, by the id of the form that asked for it: the row count of one
 * statement decides who writes an object, and how often.
 */
@Repository
class PublishedStore {
  /** Longer than the archive may take to answer. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

  private final JdbcClient jdbc;
  private final RandomValues random;
  private final Clock clock;

  PublishedStore(JdbcClient jdbc, RandomValues random, Clock clock) {
    this.jdbc = jdbc;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A row.
   *
   * @param isMine whether the caller writes the object; if not, another request does, or did
   * @param series of which the UID of the series is derived, as that of the object is of {@code id}
   */
  record Publication(UUID id, UUID series, boolean isMine, boolean isStored) {}

  /** Takes a form: a new one, or one whose object was not stored. */
  Publication take(AccountId account, UUID request, StudyUid study, String kind) {
    Instant now = clock.instant();
    boolean isMine =
        jdbc.sql(
                    """
                    insert into published_object (id, account_id, request_id, study_uid, kind, series_id, begun_at)
                    values (:id, :account, :request, :study, :kind, :series, :now)
                    on conflict (account_id, request_id) do update set begun_at = :now
                     where published_object.study_uid = :study and published_object.kind = :kind
                       and published_object.stored_at is null
                       and (published_object.begun_at is null or published_object.begun_at < :abandoned)
                    """)
                .param("id", random.id())
                .param("account", account.value())
                .param("request", request)
                .param("study", study.value())
                .param("kind", kind)
                .param("series", random.id())
                .param("now", now)
                .param("abandoned", now.minus(ABANDONED_AFTER))
                .update()
            == 1;
    return jdbc.sql(
            """
            select id, series_id, stored_at from published_object where account_id = :account and request_id = :request
            """)
        .param("account", account.value())
        .param("request", request)
        .query((row, number) -> publication(row, isMine))
        .single();
  }

  private static Publication publication(ResultSet row, boolean isMine) throws SQLException {
    return new Publication(
        row.getObject("id", UUID.class),
        row.getObject("series_id", UUID.class),
        isMine,
        row.getObject("stored_at") != null);
  }

  /**
   * Notes that the archive has the object.
   *
   * @return false if that was noted before
   */
  boolean stored(UUID id) {
    return jdbc.sql(
                "update published_object set stored_at = :now where id = :id and stored_at is null")
            .param("now", clock.instant())
            .param("id", id)
            .update()
        == 1;
  }

  /** Lets the form be taken again. */
  void failed(UUID id) {
    jdbc.sql("update published_object set begun_at = null where id = :id and stored_at is null")
        .param("id", id)
        .update();
  }
}
