package org.sallyport.studies.access;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.messages.Messages;
import org.sallyport.studies.examination.ReasonText;
import org.sallyport.studies.grants.AccessReason;
import org.sallyport.studies.grants.Holder;
import org.sallyport.studies.pages.Words;

/**
 * One reason for which somebody may see a study, as text.
 *
 * @param who name of the person; the address of a guest
 * @param from null if it always held
 * @param until when it ends; null if it has no end date
 * @param withdraw the share that the viewer may withdraw; null if none
 * @param losers whom that takes the study from: this person, or everybody in a group
 */
public record AccessRow(
    String who,
    boolean you,
    boolean guest,
    String why,
    @Nullable String note,
    @Nullable ZonedDateTime from,
    @Nullable ZonedDateTime until,
    @Nullable UUID withdraw,
    String losers) {

  static AccessRow of(Holder holder, boolean you, boolean mayWithdraw, ZoneId zone) {
    AccessReason reason = holder.reason();
    return new AccessRow(
        Words.text(holder.name(), ""),
        you,
        holder.account() == null,
        ReasonText.of(reason),
        reason.withReport() ? null : Messages.text("studies.access.without-report"),
        reason.from() == null ? null : reason.from().atZone(zone),
        reason.until() == null ? null : reason.until().atZone(zone),
        mayWithdraw ? holder.share() : null,
        losers(holder));
  }

  private static String losers(Holder holder) {
    String group = holder.reason().group();
    return group == null
        ? Words.text(holder.name(), "")
        : Messages.text("studies.access.withdraw-group", Words.text(group, ""));
  }
}
