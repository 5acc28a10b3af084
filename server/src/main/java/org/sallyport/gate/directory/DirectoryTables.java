package org.sallyport.gate.directory;

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

/** People of directories, and how far their servers were read. */
@Component
class DirectoryTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("directory_person")
            .stays("of an account, and the person it belongs to")
            .copied(
                DataSection.DIRECTORY,
                """
              select directory, object_id, linked_at, linked_by, seen_at, trouble
                from directory_person where account_id = :account limit :most
              """)
            .erased(
                "update directory_person set linked_by = :pseudonym where linked_by_id = :account")
            .hashes("entry_hash", "email_hash", "phone_hash")
            .none(RESTORE),
        OwnedTable.of("directory_sync")
            .stays("one row a directory")
            .erased(
                "update directory_sync set let_through_by = :pseudonym where let_through_by_id = :account")
            .none(COPY, RESTORE, KEYS),
        OwnedTable.of("directory_leaver")
            .stays("200 a directory that is stopped; gone when it goes on")
            .none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("directory_conflict")
            .kept(RetentionPeriod.MESSAGES, "last_at < :before")
            .none(COPY, ERASURE, RESTORE, KEYS),
        OwnedTable.of("directory_position")
            .kept(RetentionPeriod.MESSAGES, "read_at < :before")
            .none(COPY, ERASURE, RESTORE, KEYS));
  }
}
