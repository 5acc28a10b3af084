package org.sallyport.portal.sharing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes of shares by their sharer, each one statement that decides by its row count. */
@Repository
@RequiredArgsConstructor
class ShareChangeStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * Withdraws a share, or one study of it.
   *
   * @param study null for the whole share
   * @return the studies that were withdrawn
   */
  List<StudyUid> withdraw(Visitor visitor, ShareId share, @Nullable StudyUid study) {
    return jdbc.sql(
            """
                update share_study s set withdrawn_at = :now
                  from share h
                 where h.id = s.share_id and h.id = :share and h.sharer_id = :sharer
                   and s.withdrawn_at is null and s.study_uid like :study
                returning s.study_uid
                """)
        .param("now", clock.instant())
        .param("share", share.value())
        .param("sharer", visitor.account().value())
        .param("study", study == null ? "%" : study.value())
        .query((row, number) -> new StudyUid(row.getString(1)))
        .list();
  }

  /** Unlocks the link of a share. False if it is not the visitor's, or is not locked. */
  boolean unlock(Visitor visitor, ShareId share) {
    return jdbc.sql(
                """
                update share_link l set locked_at = null, wrong_codes = 0, unlocked_in = :session
                  from share h
                 where h.id = l.share_id and h.id = :share and h.sharer_id = :sharer
                   and l.locked_at is not null
                """)
            .param("share", share.value())
            .param("sharer", visitor.account().value())
            .param("session", visitor.signIn().value())
            .update()
        == 1;
  }

  private static final String EXTEND =
      """
      update share h set expires_at = :until, extended_in = :session,
        extended_from = case when extended_in = :session then extended_from else expires_at end
       where h.id = :share and h.sharer_id = :sharer and h.expires_at > :now
         and h.expires_at < :until and not exists (
           select from share_study s join share p on p.id = s.parent_id
            where s.share_id = h.id and s.withdrawn_at is null and p.expires_at < :until)
      """;

  /** Moves the end of a share that has not ended. */
  boolean extend(Visitor visitor, ShareId share, Instant until) {
    return jdbc.sql(EXTEND)
            .param("until", until)
            .param("share", share.value())
            .param("session", visitor.signIn().value())
            .param("sharer", visitor.account().value())
            .param("now", clock.instant())
            .update()
        == 1;
  }
}
