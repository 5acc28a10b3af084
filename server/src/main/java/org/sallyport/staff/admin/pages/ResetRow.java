package org.sallyport.staff.admin.pages;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.accountrecovery.reset.OpenReset;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;

/**
 * A pending reset, as shown to an admin.
 *
 * @param phoneLost whether it also removes the mobile number
 * @param state how many admins must still confirm it, as text
 * @param notByYou why this admin may not confirm it; null if they may
 */
public record ResetRow(
    UUID id,
    String username,
    String name,
    String requestedBy,
    String reason,
    boolean phoneLost,
    ZonedDateTime requestedAt,
    ZonedDateTime dueAt,
    String state,
    @Nullable String notByYou) {

  /**
   * The row of a reset.
   *
   * @param notHere why the viewer cannot confirm it, though another person than the one who asked;
   *     null if they can
   */
  static ResetRow of(OpenReset reset, AccountId viewer, ZoneId zone, @Nullable String notHere) {
    return new ResetRow(
        reset.id(),
        reset.username(),
        reset.name(),
        reset.requestedBy(),
        reset.reason(),
        reset.phoneLost(),
        reset.requestedAt().atZone(zone),
        reset.dueAt().atZone(zone),
        state(reset),
        notBy(reset, viewer, notHere));
  }

  private static String state(OpenReset reset) {
    return reset.byHelpDesk() && reset.approver() == null
        ? Messages.text("admin.resets.needs-two")
        : Messages.text("admin.resets.needs-one");
  }

  private static @Nullable String notBy(
      OpenReset reset, AccountId viewer, @Nullable String notHere) {
    if (viewer.equals(reset.owner())) {
      return Messages.text("admin.resets.own");
    }
    if (viewer.equals(reset.approver())) {
      return Messages.text("admin.resets.approved-by-you");
    }
    return viewer.equals(reset.requester()) ? Messages.text("admin.resets.asked-by-you") : notHere;
  }
}
