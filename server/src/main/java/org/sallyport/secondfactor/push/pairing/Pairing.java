package org.sallyport.secondfactor.push.pairing;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.DeviceId;
import org.sallyport.ids.SignInId;

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
