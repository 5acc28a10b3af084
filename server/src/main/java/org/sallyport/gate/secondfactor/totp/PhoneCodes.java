package org.sallyport.gate.secondfactor.totp;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.gate.secondfactor.enrollment.DeviceCodes;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.springframework.stereotype.Component;

/** The offline codes of Sallyport Authenticator, which are TOTP codes too. */
@Component
@RequiredArgsConstructor
class PhoneCodes implements DeviceCodes {
  private final SecretStore secrets;
  private final StepCodes codes;
  private final RandomValues random;

  @Override
  public Optional<String> give(HeldAccount held, DeviceId device, String name) {
    Optional<Secret> before = secrets.ofPhone(device);
    return before.isPresent()
        ? before.filter(secret -> secret.lastUsedAt() == null).map(Secret::key)
        : Optional.of(make(held, device, name));
  }

  private String make(HeldAccount held, DeviceId device, String name) {
    String key = KeyUris.BASE32.encodeToString(random.sharedSecret());
    secrets.removeOfPhone(held, device);
    secrets.addOfPhone(held, new DeviceId(random.id()), device, name, key);
    return key;
  }

  @Override
  public boolean shownFor(AccountId account) {
    return !secrets.ofPhones(account).isEmpty();
  }

  @Override
  public MatchResult compare(HeldAccount held, String code) {
    return codes.compare(held, secrets.ofPhones(held.id()), code);
  }

  @Override
  public void forget(HeldAccount held, DeviceId device) {
    secrets.removeOfPhone(held, device);
  }
}
