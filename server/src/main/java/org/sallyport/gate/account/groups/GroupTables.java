package org.sallyport.gate.account.groups;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.springframework.stereotype.Component;

/** Practices, departments and their members. */
@Component
class GroupTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("care_group")
            .stays("a practice or a department")
            .none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("group_member")
            .publishes("may_be_in_groups")
            .stays("of an account and a group")
            .copied(
                DataSection.GROUPS,
                """
              select g.name, g.kind, m.is_admin, m.joined_at, m.confirmed_until, m.left_at
                from group_member m join care_group g on g.id = m.group_id where m.account_id = :account
               order by m.joined_at desc limit :most
              """)
            .erased(
                "update group_member set left_at = :now where account_id = :account and left_at is null")
            .none(RESTORE, KEYS),
        OwnedTable.of("named_group")
            .stays("which group a setting or an application means")
            .none(COPY, ERASURE, RESTORE, KEYS));
  }
}
