package org.sallyport.secondfactor.push;

import java.util.Optional;
import org.sallyport.account.Accounts;
import org.sallyport.secondfactor.DeviceCodes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands a phone the secret of the codes that it shows without a network, until it says that it has
 * it, and never again: an answer that is lost loses nothing.
 */
@Component
class CodeSecrets {
  private final DeviceStore devices;
  private final DeviceCodes codes;
  private final Accounts accounts;
  private final PushProperties properties;

  CodeSecrets(
      DeviceStore devices, DeviceCodes codes, Accounts accounts, PushProperties properties) {
    this.devices = devices;
    this.codes = codes;
    this.accounts = accounts;
    this.properties = properties;
  }

  /**
   * Empty if the phone has it already, such codes do not count here, or the account is locked: then
   * nothing new is linked to it, and the phone asks again later.
   */
  @Transactional
  public Optional<String> give(AppDevice device) {
    boolean locked = accounts.hold(device.account()).isLocked();
    return !locked && properties.codes() && devices.lacksCode(device.id())
        ? codes.give(device.account(), device.id(), device.name())
        : Optional.empty();
  }

  /** The phone has it. */
  @Transactional
  public void kept(AppDevice device) {
    accounts.hold(device.account());
    devices.keepsCode(device.id());
  }
}
