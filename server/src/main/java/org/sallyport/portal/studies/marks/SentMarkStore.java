package org.sallyport.portal.studies.marks;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.grants.AccessReason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of marks that were sent along with shares. Each has an id of its own. */
@Repository
@RequiredArgsConstructor
class SentMarkStore {
  /** Encrypted, of what one reader gets of one study. */
  private static final long MAX_BYTES = 3_000_000;

  private static final String RECEIVED =
      """
      with sent as (
        select distinct on (h.sharer_id) h.id, h.shared_by, h.shared_at, m.bytes
          from share h cross join lateral (
            select sum(octet_length(mark)) as bytes from share_mark
             where share_id = h.id and study_uid = :study) m
         where h.id = any(:shares) and m.bytes is not null
           and h.sharer_id is distinct from cast(:self as uuid)
         order by h.sharer_id, h.shared_at desc, h.id
      ), newest as (
        select *, sum(bytes) over (order by shared_at desc, id) as total from sent
      )
      select n.id as share_id, n.shared_by, m.id, m.mark, m.changed_at
        from newest n join share_mark m on m.share_id = n.id and m.study_uid = :study
       where n.total <= :most order by n.shared_at desc, n.id, m.place
      """;

  private static final String TABLE = "share_mark";

  private final JdbcClient jdbc;
  private final MarkSealer sealed;
  private final RandomValues random;

  @Transactional(propagation = Propagation.MANDATORY)
  void add(ShareId share, StudyUid study, List<Mark> marks) {
    for (int place = 0; place < marks.size(); place++) {
      Mark mark = marks.get(place);
      UUID row = random.id();
      jdbc.sql(
              """
              insert into share_mark (id, share_id, study_uid, place, mark, changed_at)
              values (:row, :share, :study, :place, :mark, cast(:changed as timestamptz))
              """)
          .param("row", row)
          .param("share", share.value())
          .param("study", study.value())
          .param("place", place)
          .param("mark", sealed.seal(mark.content(), TABLE, row))
          .param("changed", mark.changed())
          .update();
    }
  }

  long bytesOf(ShareId share) {
    return jdbc.sql(
            "select coalesce(sum(octet_length(mark)), 0) from share_mark where share_id = :share")
        .param("share", share.value())
        .query(Long.class)
        .single();
  }

  /** What is kept with all shares of an account. */
  MarkStore.Size sizeOf(AccountId sharer) {
    return jdbc.sql(
            """
            select count(*), coalesce(sum(octet_length(m.mark)), 0)
              from share h join share_mark m on m.share_id = h.id where h.sharer_id = :sharer
            """)
        .param("sharer", sharer.value())
        .query((row, number) -> new MarkStore.Size(row.getInt(1), row.getLong(2)))
        .single();
  }

  List<SentBy> received(@Nullable AccountId self, StudyAccess seen) {
    UUID[] shares =
        seen.reasons().stream()
            .map(AccessReason::share)
            .filter(Objects::nonNull)
            .distinct()
            .toArray(UUID[]::new);
    if (shares.length == 0) {
      return List.of();
    }
    Map<UUID, SentBy> received = new LinkedHashMap<>();
    jdbc.sql(RECEIVED)
        .param("study", seen.study().uid().value())
        .param("shares", shares)
        .param("self", self == null ? null : self.toString())
        .param("most", MAX_BYTES)
        .query(
            row -> {
              add(row, received);
            });
    return List.copyOf(received.values());
  }

  private void add(ResultSet row, Map<UUID, SentBy> received) throws SQLException {
    String by = row.getString("shared_by");
    List<Mark> marks =
        received
            .computeIfAbsent(
                row.getObject("share_id", UUID.class), share -> new SentBy(by, new ArrayList<>()))
            .marks();
    UUID id = row.getObject("id", UUID.class);
    Instant changed = instant(row, "changed_at");
    sealed
        .open(row.getBytes("mark"), TABLE, id)
        .ifPresent(content -> marks.add(Mark.of(id, content, changed)));
  }
}
