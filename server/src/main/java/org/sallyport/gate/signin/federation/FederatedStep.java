package org.sallyport.gate.signin.federation;

import java.util.Objects;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.federation.FederatedAccounts;
import org.sallyport.gate.federation.FederatedAccounts.Admission;
import org.sallyport.gate.federation.IssuerSessions;
import org.sallyport.gate.federation.protocol.Issuer;
import org.sallyport.gate.federation.protocol.ProvedPerson;
import org.sallyport.gate.session.SignIn.IssuerProof;
import org.sallyport.gate.signin.password.ArrivingBrowser;
import org.sallyport.gate.signin.password.AttemptStarter;
import org.sallyport.gate.signin.password.PasswordResult;
import org.sallyport.platform.access.Origin;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts the attempt of a person whom an issuer has signed in: finding the account, its lock, the
 * attempt and its prompt are one transaction that holds the account's row (rules 13, 15).
 */
@Component
@RequiredArgsConstructor
class FederatedStep {
  private final FederatedAccounts accounts;
  private final AttemptStarter attemptStarter;
  private final IssuerSessions sessions;
  private final TransactionTemplate transaction;

  /** The result. */
  sealed interface Result {

    /** The attempt has begun, or the session is open. */
    record Begun(String username, PasswordResult.Begun begun) implements Result {}

    /** The person has no account that may be used. */
    record NoAccount(FederatedAccounts.Why why) implements Result {}
  }

  /**
   * Starts the attempt.
   *
   * @param browser the browser of the request, for a username
   */
  Result enter(
      Issuer issuer,
      ProvedPerson person,
      Function<String, ArrivingBrowser> browser,
      Origin origin) {
    return Objects.requireNonNull(
        transaction.execute(
            status ->
                switch (accounts.admit(issuer, person, origin)) {
                  case Admission.None(FederatedAccounts.Why why) -> new Result.NoAccount(why);
                  case Admission.Admitted(HeldAccount held) -> begin(issuer, person, held, browser);
                }));
  }

  private Result begin(
      Issuer issuer,
      ProvedPerson person,
      HeldAccount held,
      Function<String, ArrivingBrowser> browser) {
    String username = held.account().username();
    IssuerProof proof =
        new IssuerProof(issuer.name(), person.authenticatedAt(), person.secondFactor());
    PasswordResult.Begun begun = attemptStarter.admit(browser.apply(username), held, proof);
    if (person.session() != null) {
      sessions.note(begun.opened().id(), person.issuer(), person.session());
    }
    return new Result.Begun(username, begun);
  }
}
