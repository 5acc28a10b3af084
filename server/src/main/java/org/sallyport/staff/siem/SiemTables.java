package org.sallyport.staff.siem;

import static org.sallyport.platform.tables.Question.COPY;
import static org.sallyport.platform.tables.Question.ERASURE;
import static org.sallyport.platform.tables.Question.KEYS;
import static org.sallyport.platform.tables.Question.RESTORE;

import java.util.List;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.OwnedTables;
import org.springframework.stereotype.Component;

/** How far audit events were sent. */
@Component
class SiemTables implements OwnedTables {
  @Override
  public List<OwnedTable> tables() {
    return List.of(
        OwnedTable.of("audit_export").stays("one row").none(COPY, ERASURE, RESTORE, KEYS));
  }
}
