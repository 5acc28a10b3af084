package org.sallyport.portal.sharing;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** What belongs to shares: links, codes and sessions of guests, favourites, reference numbers. */
@Component
class SharingTables implements OwnedTables {
  private static final String GIVEN =
      """
      select h.shared_at, h.kind, coalesce(h.email, a.name, g.name) as receiver, s.study_uid, h.message, h.with_report,
        h.may_share_on, h.valid_from, h.expires_at, s.opened_at, s.withdrawn_at, s.lost_at, l.phone as link_phone,
        l.mailed_at as link_mailed_at, l.opens as link_opens, l.first_opened_at as link_first_opened_at,
        l.last_opened_at as link_last_opened_at
        from share h join share_study s on s.share_id = h.id
        left join account a on a.id = h.account_id left join care_group g on g.id = h.group_id
        left join share_link l on l.share_id = h.id
       where h.sharer_id = :account order by h.shared_at desc limit :most
      """;

  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("share_link")
            .leavesWith("share")
            .hashes("token_hash")
            .lostWithKey("links of shares", KeyedRows.hashed("token_hash"))
            .endedByRestore(
                "links of shares that open a limited number of times",
                "update share_link set opens = max_opens where opens < max_opens")
            .copied(DataSection.SHARES_GIVEN, GIVEN)
            .erased(
                "delete from share where id in (select share_id from share_link where phone = any(:destinations))"),
        OwnedTable.of("share_session")
            .kept(RetentionPeriod.CODES, "last_seen_at < :before")
            .endedByRestore(
                "sessions of guests",
                "update share_session set ended_at = :now, token_hash = null where ended_at is null")
            .hashes("token_hash")
            .lostWithKey(
                "sessions of shares", "ended_at is null and " + KeyedRows.hashed("token_hash"))
            .none(COPY, ERASURE),
        OwnedTable.of("share_code")
            .publishes("sms_code_sent", "withdraw_messages_of_share")
            .leavesWith("share_session")
            .endedByRestore(
                "codes of guests",
                "update share_code set voided_at = :now where used_at is null and voided_at is null")
            .hashes("code_hash")
            .none(COPY, ERASURE),
        OwnedTable.of("share_favourite")
            .kept(RetentionPeriod.SIGN_INS, "used_at < :before")
            .copied(
                DataSection.RECEIVERS,
                """
              select coalesce(f.email, a.name, g.name) as receiver, f.used_at from share_favourite f
                left join account a on a.id = f.account_id left join care_group g on g.id = f.group_id
               where f.owner_id = :account order by f.used_at desc limit :most
              """)
            .erased(
                "delete from share_favourite where lower(email) in (select lower(unnest(:destinations::text[])))")
            .none(RESTORE, KEYS),
        OwnedTable.of("reference_number")
            .publishes("end_lost_shares", "end_lost_shares_around")
            .kept(RetentionPeriod.SIGN_INS, "expires_at < :before")
            .copied(
                DataSection.REFERENCES,
                """
              select study_uid, issued_at, expires_at, with_report, wrong_tries, locked_at, withdrawn_at
                from reference_number where issuer_id = :account order by issued_at desc limit :most
              """)
            .hashes("number_hash", "born_hash")
            .lostWithKey(
                "reference numbers",
                "withdrawn_at is null and expires_at > :now and " + KeyedRows.hashed("number_hash"))
            .none(ERASURE, RESTORE));
  }
}
