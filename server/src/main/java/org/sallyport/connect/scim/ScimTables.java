package org.sallyport.connect.scim;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.springframework.stereotype.Component;

/** What identity systems said of accounts and groups. */
@Component
class ScimTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("scim_user")
            .stays("of an account, until it is erased")
            .copied(
                DataSection.IDENTITY_SYSTEM,
                """
              select external_id, given_name, family_name, formatted, display_name, email, phone, made_at, changed_at,
                gone_at from scim_user where account_id = :account limit :most
              """)
            .none(ERASURE, RESTORE, KEYS),
        OwnedTable.of("scim_group")
            .stays("a practice, until it is deleted")
            .none(COPY, ERASURE, RESTORE, KEYS));
  }
}
