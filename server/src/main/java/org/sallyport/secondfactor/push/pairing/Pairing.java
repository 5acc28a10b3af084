package org.sallyport.secondfactor.push.pairing;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.DeviceId;
import org.sallyport.ids.SignInId;

/**
 * A linking that was begun and can still be finished.
 *
 * @param id of the phone that it will be
 * @param secret as the page shows it; null once a phone has spent it
 * @param name as the phone calls itself; null until one has spent the secret
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
