package org.sallyport.staff.admin.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event with all that was recorded.
 *
 * @param type as recorded
 * @param number its place in the chain; null until it is linked
 * @param hash of its link; null until it is linked
 * @param details the names and values of its details
 */
record WholeEvent(
    AuditRow row,
    String type,
    @Nullable String signIn,
    @Nullable Long number,
    @Nullable String hash,
    List<Detail> details) {

  /** A detail: its name as recorded, and its value as text. */
  record Detail(String name, String value) {}
}
