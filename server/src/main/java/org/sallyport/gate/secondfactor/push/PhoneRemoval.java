package org.sallyport.gate.secondfactor.push;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.gate.secondfactor.enrollment.Devices;
import org.sallyport.gate.secondfactor.push.approval.RequestNotifier;
import org.sallyport.gate.secondfactor.push.pairing.Pairings;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes a phone at its own request, unless that would change how the owner signs in: what
 * replaces the last phone must be shown by the settings first, after a second factor (rules 28,
 * 29).
 */
@Component
@RequiredArgsConstructor
class PhoneRemoval {
  private final Accounts accounts;
  private final DeviceStore store;
  private final Pairings pairings;
  private final Devices devices;
  private final RequestNotifier requestNotifier;
  private final DomainEvents events;

  /** The result of the removal. */
  enum Removal {
    REMOVED,
    /** It is the last phone of an account whose method is this factor. */
    LAST,
    /** The account is locked, so nothing is changed. */
    LOCKED,
    /** It is not linked, or no longer linked. */
    UNKNOWN
  }

  /**
   * Deletes a phone whose pairing is still unconfirmed, so that it cannot be confirmed after it has
   * deleted its key.
   */
  @Transactional
  public Removal remove(AppDevice caller, Origin origin) {
    HeldAccount held = accounts.hold(caller.account());
    if (pairings.giveUp(held, caller.id())) {
      return Removal.REMOVED;
    }
    boolean linked = store.find(caller.id()).filter(AppDevice::isLinked).isPresent();
    if (held.account().isDisabled() || !linked) {
      return Removal.UNKNOWN;
    }
    if (held.account().isLocked()) {
      return Removal.LOCKED;
    }
    if (PhoneApproval.METHOD.equals(held.account().method()) && store.of(held.id()).size() == 1) {
      return Removal.LAST;
    }
    Optional<Device> removed = devices.unlink(held, caller.id());
    removed.ifPresent(
        device ->
            events.publish(
                new AccountEvent.DeviceUnlinked(held.id(), null, device.method(), device.name()),
                origin));
    requestNotifier.changed();
    return removed.isPresent() ? Removal.REMOVED : Removal.UNKNOWN;
  }
}
