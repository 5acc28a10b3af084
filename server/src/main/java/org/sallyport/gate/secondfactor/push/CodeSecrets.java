package org.sallyport.gate.secondfactor.push;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.enrollment.DeviceCodes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives a phone the secret of its offline codes until the phone confirms having stored it, and
 * never again; a lost response can be repeated.
 */
@Component
@RequiredArgsConstructor
class CodeSecrets {
  private final DeviceStore devices;
  private final DeviceCodes codes;
  private final Accounts accounts;
  private final PushProperties properties;

  /**
   * The secret; empty if the phone has confirmed it already, if such codes are not allowed, or if
   * the account is locked: then nothing is enrolled, and the phone retries later.
   */
  @Transactional
  public Optional<String> give(AppDevice device) {
    HeldAccount held = accounts.hold(device.account());
    return !held.account().isLocked() && properties.offlineCodes() && devices.lacksCode(device.id())
        ? codes.give(held, device.id(), device.name())
        : Optional.empty();
  }

  /** Records the phone's confirmation. */
  @Transactional
  public void kept(AppDevice device) {
    accounts.hold(device.account());
    devices.keepsCode(device.id());
  }
}
