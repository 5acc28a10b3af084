package org.sallyport.secondfactor.totp;

import java.util.Optional;
import org.sallyport.account.Account;
import org.sallyport.crypto.RandomValues;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.DeviceId;
import org.sallyport.secondfactor.DeviceCodes;
import org.sallyport.secondfactor.MatchResult;
import org.springframework.stereotype.Component;

/** The offline codes of Sallyport Authenticator, which are TOTP codes too. */
@Component
class PhoneCodes implements DeviceCodes {
  private final SecretStore secrets;
  private final StepCodes codes;
  private final RandomValues random;

  PhoneCodes(SecretStore secrets, StepCodes codes, RandomValues random) {
    this.secrets = secrets;
    this.codes = codes;
    this.random = random;
  }

  @Override
  public Optional<String> give(AccountId account, DeviceId device, String name) {
    Optional<Secret> before = secrets.ofPhone(device);
    return before.isPresent()
        ? before.filter(secret -> secret.lastUsedAt() == null).map(Secret::key)
        : Optional.of(make(account, device, name));
  }

  private String make(AccountId account, DeviceId device, String name) {
    String key = KeyUris.BASE32.encodeToString(random.sharedSecret());
    secrets.removeOfPhone(device);
    secrets.addOfPhone(new DeviceId(random.id()), account, device, name, key);
    return key;
  }

  @Override
  public boolean shownFor(AccountId account) {
    return !secrets.ofPhones(account).isEmpty();
  }

  @Override
  public MatchResult compare(Account held, String code) {
    return codes.compare(secrets.ofPhones(held.id()), code);
  }

  @Override
  public void forget(DeviceId device) {
    secrets.removeOfPhone(device);
  }
}
