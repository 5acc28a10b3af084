package org.sallyport.connect.oidc;

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

/** Applications that sign people in here, and what they were given. */
@Component
class OidcTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("oidc_client")
            .stays("an application")
            .hashes("secret_hash", "previous_secret_hash")
            .lostWithKey(
                "secrets of applications",
                KeyedRows.hashed("secret_hash") + " or " + KeyedRows.hashed("previous_secret_hash"))
            .none(COPY, ERASURE, RESTORE),
        OwnedTable.of("oidc_consent")
            .stays("one row for an account and an application, until withdrawn")
            .copied(
                DataSection.CONSENTS,
                """
              select o.given_at, c.name, o.scopes from oidc_consent o join oidc_client c on c.id = o.client_id
               where o.account_id = :account order by o.given_at desc limit :most
              """)
            .none(ERASURE, RESTORE, KEYS),
        OwnedTable.of("oidc_grant")
            .kept(RetentionPeriod.SIGN_INS, "created_at < :before")
            .copied(
                DataSection.APPLICATIONS,
                """
              select g.created_at, c.name, g.scopes, g.acr, g.revoked_at from oidc_grant g
                join oidc_client c on c.id = g.client_id where g.account_id = :account
               order by g.created_at desc limit :most
              """)
            .endedByRestore(
                "codes and tokens of applications",
                "update oidc_grant set revoked_at = :now, revoke_reason = 'data restored' where revoked_at is null")
            .hashes("code_hash")
            .none(ERASURE),
        OwnedTable.of("oidc_token")
            .kept(RetentionPeriod.CODES, "expires_at < :before")
            .hashes("hash")
            .lostWithKey(
                "tokens of applications",
                "spent_at is null and expires_at > :now and " + KeyedRows.hashed("hash"))
            .none(COPY, ERASURE, RESTORE),
        OwnedTable.of("oidc_request")
            .keptUntilTheirEnd(RetentionPeriod.CODES)
            .endedByRestore("requests of applications", "delete from oidc_request")
            .hashes("pushed_hash", "parameters")
            .none(COPY, ERASURE),
        OwnedTable.of("oidc_assertion")
            .keptUntilTheirEnd(RetentionPeriod.CODES)
            .hashes("hash")
            .none(COPY, ERASURE, RESTORE),
        OwnedTable.of("oidc_key")
            .stays("two or three rows; SigningKeys")
            .sealed("keys that sign ID tokens", "id", "private_key")
            .none(COPY, ERASURE, RESTORE));
  }
}
