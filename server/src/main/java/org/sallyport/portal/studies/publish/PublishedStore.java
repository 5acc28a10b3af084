package org.sallyport.portal.studies.publish;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was or is to be published, by the id of the form that asked for it: the row count of one
 * statement decides who writes an object, and how often.
 */
@Repository
@RequiredArgsConstructor
class PublishedStore {
  /** Longer than the archive may take to answer. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

  private final JdbcClient jdbc;
  private final RandomValues random;
  private final KeyedHash hash;
  private final Clock clock;

  /** What became of a form. */
  enum State {
    /** Nobody writes its object, which was not stored. */
    NOT_STORED,
    /** The caller writes the object. */
    MINE,
    /** Another request writes it. */
    UNDER_WAY,
    /** The archive has the object. */
    STORED,
    /** The form with this id had another content, or was of another study or kind. */
    DIFFERENT
  }

  /**
   * A row.
   *
   * @param series of which the UID of the series is derived, as that of the object is of {@code id}
   * @param leftOut how many measurements the object says nothing of
   */
  record Publication(UUID id, UUID series, State state, int leftOut) {}

  /** What became of a form so far; empty if it is new. */
  Optional<Publication> find(PublishRequest request) {
    return jdbc.sql(
            """
            select id, series_id, form_hash, left_out, begun_at, stored_at from published_object
             where account_id = :account and request_id = :request
            """)
        .param("account", request.account().value())
        .param("request", request.id())
        .query((row, number) -> publication(row, request))
        .optional();
  }

  /**
   * Takes a form: a new one, or one whose object was not stored.
   *
   * @param leftOut how many measurements its object says nothing of
   */
  Publication take(PublishRequest request, int leftOut) {
    Instant now = clock.instant();
    boolean isMine =
        jdbc.sql(
                    """
                    insert into published_object (id, account_id, request_id, form_hash, study_uid, kind, series_id,
                                                  left_out, created_at, begun_at)
                    values (:id, :account, :request, :hash, :study, :kind, :series, :leftOut, :now, :now)
                    on conflict (account_id, request_id) do update set begun_at = :now, left_out = :leftOut
                     where published_object.form_hash = any(:hashes) and published_object.stored_at is null
                       and (published_object.begun_at is null or published_object.begun_at < :abandoned)
                    """)
                .param("id", random.id())
                .param("account", request.account().value())
                .param("request", request.id())
                .param("hash", hash.of(KeyPurpose.PUBLISHED_FORM, request.parts()))
                .param("hashes", hash.all(KeyPurpose.PUBLISHED_FORM, request.parts()))
                .param("study", request.study().value())
                .param("kind", request.kind())
                .param("series", random.id())
                .param("leftOut", leftOut)
                .param("now", now)
                .param("abandoned", now.minus(ABANDONED_AFTER))
                .update()
            == 1;
    Publication found = find(request).orElseThrow();
    return isMine ? in(State.MINE, found) : notMine(found);
  }

  /** Another request may have failed since. */
  private static Publication notMine(Publication found) {
    return found.state() == State.NOT_STORED ? in(State.UNDER_WAY, found) : found;
  }

  private static Publication in(State state, Publication found) {
    return new Publication(found.id(), found.series(), state, found.leftOut());
  }

  private Publication publication(ResultSet row, PublishRequest request) throws SQLException {
    return new Publication(
        row.getObject("id", UUID.class),
        row.getObject("series_id", UUID.class),
        state(row, request),
        row.getInt("left_out"));
  }

  private State state(ResultSet row, PublishRequest request) throws SQLException {
    if (!hash.matches(row.getBytes("form_hash"), KeyPurpose.PUBLISHED_FORM, request.parts())) {
      return State.DIFFERENT;
    }
    if (row.getObject("stored_at") != null) {
      return State.STORED;
    }
    return row.getObject("begun_at") == null
            || instant(row, "begun_at").isBefore(clock.instant().minus(ABANDONED_AFTER))
        ? State.NOT_STORED
        : State.UNDER_WAY;
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
