package org.sallyport.staff.admin.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;

/**
 * One event with all that was recorded.
 *
 * @param accountId the id of the account concerned; null if there is none
 * @param actorId the id of the account of the one who acted; null if it is not known
 * @param type as recorded
 * @param number its place in the chain; null until it is linked
 * @param hash of its link; null until it is linked
 * @param details the names and values of its details
 */
record WholeEvent(
    AuditRow row,
    @Nullable AccountId accountId,
    @Nullable AccountId actorId,
    String type,
    @Nullable String signIn,
    @Nullable Long number,
    @Nullable String hash,
    List<Detail> details) {

  /** A detail: its name as recorded, and its value as text. */
  record Detail(String name, String value) {}
}
