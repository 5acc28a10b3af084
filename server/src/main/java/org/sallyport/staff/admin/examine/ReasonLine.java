package org.sallyport.staff.admin.examine;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.examination.ExaminedReason;
import org.sallyport.portal.studies.grants.DatedReason;

/**
 * A reason for access as text.
 *
 * @param account null for a guest
 * @param who name and username, or the address of a guest
 * @param state as text: whether it gives access now
 * @param inForce whether it does
 * @param notes its limits as text; empty if there are none
 * @param share the share, if it can be withdrawn
 * @param withdrawal what withdrawing it does, as text
 */
public record ReasonLine(
    @Nullable UUID account,
    String who,
    String why,
    String state,
    boolean inForce,
    String notes,
    @Nullable UUID share,
    String withdrawal) {

  static ReasonLine of(ExaminedReason reason, ZoneId zone) {
    AccountId account = reason.account();
    return new ReasonLine(
        account == null ? null : account.value(),
        who(reason),
        reason.why(),
        Messages.text("staff.access.state." + reason.state().name().toLowerCase(Locale.ROOT)),
        reason.isInForce(),
        notes(reason, zone),
        reason.canBeWithdrawn() ? reason.share() : null,
        withdrawal(reason));
  }

  private static String who(ExaminedReason reason) {
    return reason.account() == null
        ? Messages.text("staff.access.guest", reason.username())
        : Messages.text("staff.access.person", reason.name(), reason.username());
  }

  private static String withdrawal(ExaminedReason reason) {
    return Messages.text(
        reason.state() == DatedReason.Validity.LOST
            ? "staff.access.withdraw-lost"
            : "staff.access.withdraw-lead");
  }

  private static String notes(ExaminedReason reason, ZoneId zone) {
    List<String> notes = new ArrayList<>();
    if (reason.disabled()) {
      notes.add(Messages.text("staff.access.disabled"));
    }
    if (!reason.withReport()) {
      notes.add(Messages.text("staff.access.without-report"));
    }
    if (reason.from() != null) {
      notes.add(Messages.text("staff.access.from", when(reason.from(), zone)));
    }
    if (reason.until() != null) {
      notes.add(Messages.text("staff.access.until", when(reason.until(), zone)));
    }
    return Messages.listed(notes);
  }

  private static String when(Instant at, ZoneId zone) {
    return DateFormats.of("common.format.date-time").format(at.atZone(zone));
  }
}
