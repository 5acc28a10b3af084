package org.sallyport.gate.secondfactor.push;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.KeyedRows;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.sallyport.platform.tables.RetentionPeriod;
import org.springframework.stereotype.Component;

/** Phones with Sallyport Authenticator, and requests to them. */
@Component
class PushTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("app_device")
            .kept(RetentionPeriod.SIGN_INS, "removed_at < :before")
            .kept(RetentionPeriod.CODES, "linked_at is null and expires_at < :before")
            .copied(
                DataSection.DEVICES,
                """
              select 'Sallyport Authenticator' as kind, name, coalesce(linked_at, created_at) as linked_at, last_used_at,
                removed_at from app_device where account_id = :account order by linked_at desc limit :most
              """)
            .endedByRestore(
                "unfinished links of apps", "delete from app_device where linked_at is null")
            .hashes("secret_hash", "secret", "used_secret_hash")
            .plainBytes("public_key")
            .lostWithKey(
                "pairings that were begun",
                "linked_at is null and expires_at > :now and " + KeyedRows.sealed("secret"))
            .none(ERASURE),
        OwnedTable.of("app_request")
            .kept(RetentionPeriod.CODES, "created_at < :before and not unanswered")
            .copied(
                DataSection.REQUESTS,
                """
              select created_at, purpose, state, answered_at
                from app_request where account_id = :account order by created_at desc limit :most
              """)
            .endedByRestore(
                "requests on phones",
                "update app_request set state = 'replaced' where state in ('open', 'approved')")
            .hashes("number")
            .none(ERASURE),
        OwnedTable.of("app_subscription")
            .leavesWith("app_device")
            .sealed("phones that get push notifications", "device_id", "subscription")
            .none(COPY, ERASURE, RESTORE),
        OwnedTable.of("app_push_key")
            .stays("one row")
            .hashes("private_key")
            .madeAnew(
                "key for push services: a server with the new key has to start first",
                KeyedRows.sealed("private_key"))
            .none(COPY, ERASURE, RESTORE));
  }
}
