package org.sallyport.portal.sharing;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The shares of everybody that last, for admins: who shared what with whom, and no message. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AllShares {
  private static final int PAGE_SIZE = 50;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * A share.
   *
   * @param sharer the username; null if it was shared at the command line
   * @param account username of the receiver; null if it is a group or an address
   * @param email the address; null if it is an account or a group
   * @param until when it ends; null if it does not
   */
  public record LastingShare(
      ShareId id,
      @Nullable String sharer,
      @Nullable String account,
      @Nullable String group,
      @Nullable String email,
      Instant sharedAt,
      @Nullable Instant until,
      List<StudyUid> studies) {}

  /**
   * Some of them.
   *
   * @param next the last of this page, if more follow; otherwise null
   */
  public record Page(List<LastingShare> shares, @Nullable ShareId next) {}

  private static final String SHARES =
      """
      select h.id, r.username as sharer, a.username as account, g.name as group_name, h.email, h.shared_at, h.expires_at,
             array_agg(s.study_uid order by s.study_uid) as studies
        from share h join share_study s on s.share_id = h.id and s.withdrawn_at is null and s.lost_at is null
        left join account r on r.id = h.sharer_id
        left join account a on a.id = h.account_id
        left join care_group g on g.id = h.group_id
       where h.kind = 'share' and (h.expires_at is null or h.expires_at > :now)
         and (cast(:after as uuid) is null or h.id < cast(:after as uuid))
         and (cast(:study as text) is null or exists (select from share_study o where o.share_id = h.id
           and o.study_uid = cast(:study as text) and o.withdrawn_at is null and o.lost_at is null))
       group by h.id, r.username, a.username, g.name order by h.id desc limit :most
      """;

  /**
   * Fifty shares, the newest first.
   *
   * @param after the last of the page before; null for the first page
   * @param study of which they are; null for any
   */
  public Page page(@Nullable ShareId after, @Nullable StudyUid study) {
    List<LastingShare> found =
        jdbc.sql(SHARES)
            .param("now", clock.instant())
            .param("after", after == null ? null : after.value())
            .param("study", study == null ? null : study.value())
            .param("most", PAGE_SIZE + 1)
            .query((row, number) -> share(row))
            .list();
    if (found.size() <= PAGE_SIZE) {
      return new Page(found, null);
    }
    List<LastingShare> page = found.subList(0, PAGE_SIZE);
    return new Page(page, page.getLast().id());
  }

  /** The studies of a share that were not withdrawn; none if there is no such share. */
  public List<StudyUid> studies(ShareId share) {
    return jdbc.sql(
            """
            select s.study_uid from share h join share_study s on s.share_id = h.id
             where h.id = :share and h.kind = 'share' and s.withdrawn_at is null order by s.study_uid
            """)
        .param("share", share.value())
        .query((row, number) -> new StudyUid(row.getString(1)))
        .list();
  }

  private static LastingShare share(ResultSet row) throws SQLException {
    return new LastingShare(
        new ShareId(row.getObject("id", UUID.class)),
        row.getString("sharer"),
        row.getString("account"),
        row.getString("group_name"),
        row.getString("email"),
        instant(row, "shared_at"),
        instantOrNull(row, "expires_at"),
        Arrays.stream((String[]) row.getArray("studies").getArray()).map(StudyUid::new).toList());
  }
}
