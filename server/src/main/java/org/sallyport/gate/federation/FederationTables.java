package org.sallyport.gate.federation;

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

/** Sign-ins that began at an issuer elsewhere, and the people of issuers. */
@Component
class FederationTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("federated_identity")
            .stays("of an account, one for each issuer of the settings")
            .copied(
                DataSection.ISSUERS,
                """
              select issuer, subject, linked_at, linked_by, last_used_at
                from federated_identity where account_id = :account order by issuer limit :most
              """)
            .erased(
                "update federated_identity set linked_by = :pseudonym where linked_by_id = :account")
            .none(RESTORE, KEYS),
        OwnedTable.of("federation_request")
            .keptUntilTheirEnd(RetentionPeriod.CODES)
            .endedByRestore("sign-ins at issuers under way", "delete from federation_request")
            .hashes("state_hash", "browser_hash", "secrets")
            .none(COPY, ERASURE));
  }
}
