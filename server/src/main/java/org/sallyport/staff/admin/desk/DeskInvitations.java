package org.sallyport.staff.admin.desk;

import java.time.Clock;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.accountrecovery.Activations;
import org.sallyport.gate.accountrecovery.Invitation;
import org.sallyport.gate.accountrecovery.LinkLimits;
import org.sallyport.platform.access.Origin;
import org.sallyport.staff.admin.gate.StaffActs.Staff;
import org.springframework.stereotype.Component;

/** Mails the activation link of an account that has no password yet. */
@Component
@RequiredArgsConstructor
class DeskInvitations {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Activations activations;
  private final LinkLimits linkLimits;
  private final Clock clock;

  DeskResult invite(Staff staff, HeldAccount held, Origin origin) {
    String to = held.account().email();
    if (to == null || held.account().isActivated() || held.account().isDisabled()) {
      return new DeskResult.NothingToDo();
    }
    if (!linkLimits.takeMail(held.account(), to, origin, true)) {
      return new DeskResult.TooOften(clock.instant().plus(HOUR));
    }
    return switch (activations.invite(held.id(), staff.name(), origin)) {
      case Invitation.Sent _ -> new DeskResult.Done();
      case Invitation.Active _ -> new DeskResult.NothingToDo();
      case Invitation.NoEmail _ -> new DeskResult.NothingToDo();
      case Invitation.Disabled _ -> new DeskResult.NothingToDo();
    };
  }
}
