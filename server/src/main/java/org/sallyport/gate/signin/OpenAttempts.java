package org.sallyport.gate.signin;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Attempts whose second factor can be given, with the account's row locked. */
@Component
@RequiredArgsConstructor
class OpenAttempts {
  private final Accounts accounts;
  private final SignIns signIns;

  /**
   * A locked account and its attempt.
   *
   * @param open empty if the attempt is over, or the account is disabled
   */
  record HeldAttempt(HeldAccount held, Optional<SignIn> open) {}

  /** Locks the account's row, then reads the attempt. */
  @Transactional(propagation = Propagation.MANDATORY)
  public HeldAttempt hold(Visitor visitor) {
    HeldAccount held = accounts.hold(visitor.account());
    return new HeldAttempt(
        held,
        held.account().isDisabled()
            ? Optional.empty()
            : signIns
                .find(visitor.signIn())
                .filter(signIn -> signIn.state() == SignIn.State.PASSWORD));
  }
}
