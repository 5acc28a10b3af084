package org.sallyport.gate.accountrecovery;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Mailed links, requests for a new password, resets of a second factor. */
@Component
class AccountRecoveryTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("mailed_link")
            .kept(RetentionPeriod.CODES, "expires_at < :before")
            .copied(
                DataSection.LINKS,
                """
              select created_at, purpose, expires_at, used_at, voided_at
                from mailed_link where account_id = :account order by created_at desc limit :most
              """)
            .endedByRestore(
                "mailed links",
                "update mailed_link set voided_at = :now where used_at is null and voided_at is null")
            .hashes("token_hash")
            .lostWithKey(
                "mailed links",
                "used_at is null and voided_at is null and expires_at > :now and "
                    + KeyedRows.hashed("token_hash"))
            .none(ERASURE),
        OwnedTable.of("password_request")
            .kept(RetentionPeriod.CODES, "created_at < :before")
            .endedByRestore("requests for a new password", "delete from password_request")
            .hashes("dedupe_key", "name")
            .none(COPY, ERASURE),
        OwnedTable.of("factor_reset")
            .kept(RetentionPeriod.SIGN_INS, "coalesce(completed_at, cancelled_at) < :before")
            .copied(
                DataSection.RESETS,
                """
              select requested_at, requested_by, reason, phone_lost, due_at, approved_by, confirmed_by, completed_at,
                cancelled_at from factor_reset where account_id = :account order by requested_at desc limit :most
              """)
            // A reset that still waits goes: without its requester it would be one of the command
            // line.
            .erased(
                "update factor_reset set reason = replace(reason, :name, :pseudonym) where :account in (requester_id, approver_id, confirmer_id)",
                "update factor_reset set approved_by = :pseudonym where approver_id = :account",
                "update factor_reset set confirmed_by = :pseudonym where confirmer_id = :account",
                "update factor_reset set requested_by = case when requested_by like 'key %' then requested_by else :pseudonym end, requester_id = null where requester_id = :account and coalesce(completed_at, cancelled_at) is not null")
            .endedByRestore(
                "resets of a second factor",
                "update factor_reset set cancelled_at = :now where completed_at is null and cancelled_at is null")
            .none(KEYS));
  }
}
