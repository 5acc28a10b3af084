package org.sallyport.portal.studies.access;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.examination.ReasonText;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.Holder;
import org.sallyport.portal.studies.pages.Words;

/**
 * One reason for which somebody may see a study, as text.
 *
 * @param who name of the person; the address of a guest
 * @param from null if it always held
 * @param until when it ends; null if it has no end date
 * @param withdraw how the viewer may withdraw the share; null if that is not allowed
 */
public record AccessRow(
    String who,
    boolean you,
    boolean guest,
    String why,
    @Nullable String note,
    @Nullable ZonedDateTime from,
    @Nullable ZonedDateTime until,
    @Nullable Withdrawal withdraw) {

  /**
   * The withdrawal of a share, as it is announced before it is done.
   *
   * @param verb the words of the button
   * @param from whom the study is withdrawn from, for screen readers; empty if the verb says so
   * @param ends who loses the study
   */
  public record Withdrawal(UUID share, String verb, String from, String ends) {
    static Withdrawal of(UUID share, Holder holder) {
      String name = Words.text(holder.name(), "");
      String group = holder.reason().group();
      if (group != null) {
        String everybody = Words.text(group, "");
        return new Withdrawal(
            share,
            Messages.text("studies.access.withdraw-all", everybody),
            "",
            Messages.text("studies.access.withdraw-ends-all", everybody));
      }
      String ends =
          holder.account() == null
              ? "studies.access.withdraw-ends-link"
              : "studies.access.withdraw-ends";
      return new Withdrawal(
          share,
          Messages.text("studies.access.withdraw"),
          Messages.text("studies.access.withdraw-from", name),
          Messages.text(ends, name));
    }
  }

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
        mayWithdraw ? withdrawal(holder) : null);
  }

  private static @Nullable Withdrawal withdrawal(Holder holder) {
    UUID share = holder.share();
    return share == null ? null : Withdrawal.of(share, holder);
  }
}
