package org.sallyport.gate.secondfactor.push.pairing;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.ids.SignInId;

/**
 * A pending pairing.
 *
 * @param id of the future phone
 * @param secret as shown on the page; null once a phone has redeemed it
 * @param name the phone's name for itself; null until one has redeemed the secret
 */
public record Pairing(
    DeviceId id,
    AccountId account,
    SignInId session,
    @Nullable String secret,
    @Nullable String name) {
  @Override
  public String toString() {
    return "Pairing[" + id + "]";
  }
}
