package org.sallyport.portal.studies.examination;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.DatedReason;
import org.sallyport.portal.studies.grants.Holder;

/**
 * Why somebody sees a study, or would have seen it.
 *
 * @param account null for a guest, who has the study by e-mail
 * @param username the e-mail address of a guest, as is the name
 * @param disabled whether the account cannot sign in at present
 * @param why the reason as text
 * @param from null if it always held
 * @param until when it ends; null if it has no end date
 * @param share the share that gives it; null if the archive does
 */
public record ExaminedReason(
    @Nullable AccountId account,
    String username,
    String name,
    boolean disabled,
    String why,
    boolean withReport,
    @Nullable Instant from,
    @Nullable Instant until,
    DatedReason.Validity state,
    @Nullable UUID share) {

  static ExaminedReason of(DatedReason dated) {
    Holder holder = dated.holder();
    AccessReason reason = holder.reason();
    return new ExaminedReason(
        holder.account(),
        holder.username(),
        holder.name(),
        holder.disabled(),
        ReasonText.of(reason),
        reason.withReport(),
        reason.from(),
        reason.until(),
        dated.state(),
        holder.share());
  }

  /**
   * Whether an admin can withdraw it: it gives access, or could later. One that was lost comes into
   * effect again if its sharer gets the study back.
   */
  public boolean canBeWithdrawn() {
    return share != null
        && switch (state) {
          case IN_FORCE, NOT_YET, LOST -> true;
          case ENDED, WITHDRAWN -> false;
        };
  }

  public boolean isInForce() {
    return state == DatedReason.Validity.IN_FORCE;
  }
}
