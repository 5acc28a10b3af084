package org.sallyport.portal.studies.marks;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows of marks. Every statement names the account, so an id is worth nothing to another one.
 */
@Repository
@RequiredArgsConstructor
class MarkStore {
  private static final String TABLE = "image_mark";

  private final JdbcClient jdbc;
  private final MarkSealer sealed;
  private final RandomValues random;
  private final Clock clock;

  /** How many marks there are, and how many bytes they have. */
  record Size(int marks, long bytes) {}

  /** Those of a study, the oldest first; without those whose key was retired. */
  List<Mark> of(AccountId account, StudyUid study) {
    return jdbc
        .sql(
            """
            select id, mark_id, mark, changed_at from image_mark
             where account_id = :account and study_uid = :study order by created_at, id
            """)
        .param("account", account.value())
        .param("study", study.value())
        .query((row, number) -> mark(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Mark> mark(ResultSet row) throws SQLException {
    UUID mark = row.getObject("mark_id", UUID.class);
    Instant changed = instant(row, "changed_at");
    return sealed
        .open(row.getBytes("mark"), TABLE, row.getObject("id", UUID.class))
        .map(content -> Mark.of(mark, content, changed));
  }

  /** The row of a mark; null if there is none. */
  @Transactional(propagation = Propagation.MANDATORY)
  @Nullable UUID row(HeldAccount held, StudyUid study, UUID mark) {
    return jdbc.sql(
            """
            select id from image_mark where account_id = :account and study_uid = :study and mark_id = :mark
            """)
        .param("account", held.id().value())
        .param("study", study.value())
        .param("mark", mark)
        .query(UUID.class)
        .optional()
        .orElse(null);
  }

  /** Replaces what a row has. The account can see the study now, whatever it was before. */
  @Transactional(propagation = Propagation.MANDATORY)
  Mark replace(HeldAccount held, UUID row, UUID mark, MarkContent content) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            update image_mark set mark = :sealed, changed_at = :now, lost_at = null
             where id = :row and account_id = :account
            """)
        .param("sealed", sealed.seal(content, TABLE, row))
        .param("now", now)
        .param("row", row)
        .param("account", held.id().value())
        .update();
    return Mark.of(mark, content, now);
  }

  @Transactional(propagation = Propagation.MANDATORY)
  Mark add(HeldAccount held, StudyUid study, UUID mark, MarkContent content) {
    Instant now = clock.instant();
    UUID row = random.id();
    jdbc.sql(
            """
            insert into image_mark (id, account_id, study_uid, mark_id, mark, created_at, changed_at)
            values (:row, :account, :study, :mark, :sealed, :now, :now)
            """)
        .param("row", row)
        .param("account", held.id().value())
        .param("study", study.value())
        .param("mark", mark)
        .param("sealed", sealed.seal(content, TABLE, row))
        .param("now", now)
        .update();
    return Mark.of(mark, content, now);
  }

  /** How many there are on some studies. */
  int on(AccountId account, Collection<StudyUid> studies) {
    return jdbc.sql(
            "select count(*) from image_mark where account_id = :account and study_uid = any(:studies)")
        .param("account", account.value())
        .param("studies", studies.stream().map(StudyUid::value).toArray(String[]::new))
        .query(Integer.class)
        .single();
  }

  int inStudy(AccountId account, StudyUid study) {
    return jdbc.sql(
            "select count(*) from image_mark where account_id = :account and study_uid = :study")
        .param("account", account.value())
        .param("study", study.value())
        .query(Integer.class)
        .single();
  }

  Size size(AccountId account) {
    return jdbc.sql(
            """
            select count(*), coalesce(sum(octet_length(mark)), 0) from image_mark where account_id = :account
            """)
        .param("account", account.value())
        .query((row, number) -> new Size(row.getInt(1), row.getLong(2)))
        .single();
  }

  int studies(AccountId account) {
    return jdbc.sql("select count(distinct study_uid) from image_mark where account_id = :account")
        .param("account", account.value())
        .query(Integer.class)
        .single();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void delete(HeldAccount held, StudyUid study, UUID mark) {
    jdbc.sql(
            """
            delete from image_mark where account_id = :account and study_uid = :study and mark_id = :mark
            """)
        .param("account", held.id().value())
        .param("study", study.value())
        .param("mark", mark)
        .update();
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void deleteAll(HeldAccount held) {
    jdbc.sql("delete from image_mark where account_id = :account")
        .param("account", held.id().value())
        .update();
  }
}
