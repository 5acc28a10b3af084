package org.sallyport.gate.secondfactor.recoverycode;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.written.RecoverySheet;
import org.sallyport.gate.secondfactor.written.WrittenCode;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates, shows and voids sheets. */
@Component
@RequiredArgsConstructor
class RecoverySheets implements RecoverySheet {
  private static final int CODES = 10;

  private final RecoveryStore store;
  private final ShownSheets shown;
  private final Accounts accounts;
  private final RandomValues random;
  private final RecoveryCodeProperties properties;

  @Override
  public boolean isAllowed() {
    return properties.enabled();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void make(HeldAccount held, SignInId session) {
    Set<String> codes = new LinkedHashSet<>();
    while (codes.size() < CODES) {
      codes.add(WrittenCode.make(random));
    }
    store.replace(held, codes);
    accounts.setLinked(held, RecoveryCode.METHOD, true);
    shown.removeAll(held.id());
    shown.put(session, codes.stream().map(WrittenCode::show).toList());
  }

  @Override
  public List<String> shown(SignInId session) {
    return shown.of(session);
  }

  @Override
  public int left(AccountId account) {
    return store.left(account);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void withdraw(AccountId account) {
    HeldAccount held = accounts.hold(account);
    store.removeAll(held);
    shown.removeAll(account);
    accounts.setLinked(held, RecoveryCode.METHOD, false);
  }
}
