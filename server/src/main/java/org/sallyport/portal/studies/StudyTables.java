package org.sallyport.portal.studies;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/**
 * Shares of studies, and what is kept of studies that an account opened. What an account did for
 * others stays, under a pseudonym.
 */
@Component
class StudyTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("share")
            .kept(
                RetentionPeriod.SIGN_INS,
                """
            expires_at < :before or (shared_at < :before
              and not exists (select from share_study s where s.share_id = share.id))\
            """)
            .copied(DataSection.SHARES_RECEIVED, CopiedShares.RECEIVED)
            // Shares with colleagues in groups end before the rest; then those to an address that
            // no
            // other account has.
            .erased(
                "select end_lost_shares_around(:account, :now)",
                "update share set sharer_id = null, shared_by = :pseudonym, message = replace(message, :name, :pseudonym) where sharer_id = :account and kind = 'copy_to'",
                "delete from share where lower(email) in (select lower(unnest(:destinations::text[])))")
            .none(RESTORE, KEYS),
        OwnedTable.of("share_study")
            .publishes(
                "study_named",
                "study_ground",
                "study_share",
                "study_grant",
                "study_granted",
                "study_key",
                "study_shared",
                "share_lives",
                "lexeme_literal")
            .kept(RetentionPeriod.SIGN_INS, "withdrawn_at < :before")
            .none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("study_opened")
            .kept(
                RetentionPeriod.SIGN_INS,
                """
            opened_at < :before
              and not exists (select from study_index i where i.study_uid = study_opened.study_uid)\
            """)
            .copied(
                DataSection.STUDIES_OPENED,
                """
              select study_uid, opened_at from study_opened where account_id = :account
               order by opened_at desc limit :most
              """)
            .none(ERASURE, RESTORE, KEYS),
        OwnedTable.of("study_mail")
            .stays("of an account, until its owner wants no mails")
            .copied(
                DataSection.STUDY_MAILS,
                """
              select told_until, mailed_at from study_mail where account_id = :account limit :most
              """)
            .none(ERASURE, RESTORE, KEYS),
        OwnedTable.of("study_index")
            .stays("the archive's studies; one that is gone is removed")
            .none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("study_patient")
            .stays("the archive's studies; one that is gone is removed")
            .copied(DataSection.OWN_STUDIES, CopiedShares.VIEWS)
            .none(ERASURE, RESTORE, KEYS),
        OwnedTable.of("study_person")
            .stays("the archive's studies; one that is gone is removed")
            .none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("archive_feed").stays("one row").none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("confirmed_name")
            .stays("of an account; taken back by an admin")
            .copied(
                DataSection.NAMES,
                """
              select name, confirmed_by, confirmed_at from confirmed_name where account_id = :account
               order by confirmed_at desc limit :most
              """)
            .erased(
                "update confirmed_name set confirmed_by = :pseudonym where confirmed_by_id = :account")
            .none(RESTORE, KEYS),
        OwnedTable.of("published_object")
            .kept(RetentionPeriod.SIGN_INS, "created_at < :before")
            .copied(
                DataSection.PUBLISHED,
                """
              select stored_at, study_uid, kind from published_object where account_id = :account
                 and stored_at is not null order by stored_at desc limit :most
              """)
            .hashes("form_hash")
            .none(ERASURE, RESTORE),
        OwnedTable.of("viewer_layout")
            .kept(RetentionPeriod.SIGN_INS, "used_at < :before")
            .copied(
                DataSection.LAYOUTS,
                """
              select kind, panes, linked, used_at from viewer_layout where account_id = :account
               order by used_at desc limit :most
              """)
            .none(ERASURE, RESTORE, KEYS));
  }
}
