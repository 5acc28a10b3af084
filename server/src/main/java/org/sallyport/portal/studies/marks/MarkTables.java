package org.sallyport.portal.studies.marks;

import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Measurements on images. Nobody can read those of a share from its end on. */
@Component
class MarkTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("image_mark")
            .kept(RetentionPeriod.SIGN_INS, "lost_at < :before")
            .copied(
                DataSection.MARKS,
                """
              select id, study_uid, created_at, changed_at, mark from image_mark where account_id = :account
               order by changed_at desc limit :most
              """)
            .sealed("measurements on images", "id", "mark")
            .none(ERASURE, RESTORE),
        OwnedTable.of("share_mark")
            .publishes("marks_of_share")
            .kept(
                RetentionPeriod.CODES,
                "exists (select from share h where h.id = share_mark.share_id and h.expires_at < :before)")
            .copied(
                DataSection.MARKS_SENT,
                """
              select m.id, h.shared_at, coalesce(h.email, a.name, g.name) as receiver, m.study_uid, m.changed_at, m.mark
                from share h join share_mark m on m.share_id = h.id
                left join account a on a.id = h.account_id left join care_group g on g.id = h.group_id
               where h.sharer_id = :account order by h.shared_at desc, m.study_uid, m.place limit :most
              """)
            .sealed("measurements sent along with shares", "id", "mark")
            .none(ERASURE, RESTORE));
  }
}
