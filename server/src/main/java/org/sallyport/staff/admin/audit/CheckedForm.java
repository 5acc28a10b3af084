package org.sallyport.staff.admin.audit;

import java.util.Map;
import org.sallyport.platform.audit.search.AuditCriteria;

/**
 * A search form that was checked.
 *
 * @param problems what is wrong, by field; empty if nothing is
 */
record CheckedForm(AuditCriteria criteria, Map<String, String> problems) {
  boolean isRight() {
    return problems.isEmpty();
  }
}
