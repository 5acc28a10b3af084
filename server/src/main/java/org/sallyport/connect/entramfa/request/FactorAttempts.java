package org.sallyport.connect.entramfa.request;

import java.util.Objects;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.entramfa.Tenant;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.federation.FederatedAccounts;
import org.sallyport.gate.federation.FederatedAccounts.Admission;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SignIn.IssuerProof;
import org.sallyport.gate.signin.password.ArrivingBrowser;
import org.sallyport.gate.signin.password.AttemptStarter;
import org.sallyport.gate.signin.password.PasswordResult;
import org.sallyport.platform.access.Origin;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins the attempt in which a person without a session gives the factor: the account and its
 * lock, the attempt, its prompt and the note at the request are one transaction that holds the
 * account's row (rules 13, 15, 57). Nobody gets an account or a method by it.
 */
@Component
@RequiredArgsConstructor
class FactorAttempts {
  private final FederatedAccounts accounts;
  private final SecondFactors factors;
  private final AttemptStarter starter;
  private final FactorRequests requests;
  private final TransactionTemplate transaction;

  /** What beginning comes to. */
  sealed interface Beginning {

    /** The attempt has begun. */
    record Begun(String username, PasswordResult.Begun begun) implements Beginning {}

    /** The person cannot give the factor here. */
    record Refused(Why why) implements Beginning {}

    /** The request is answered, or has begun an attempt in the meantime. */
    record Over() implements Beginning {}
  }

  /**
   * Begins.
   *
   * @param browser the browser of the request, for a username
   */
  Beginning begin(
      Tenant tenant,
      StoredRequest request,
      Function<String, ArrivingBrowser> browser,
      Origin origin) {
    return Objects.requireNonNull(
        transaction.execute(
            status ->
                switch (accounts.known(tenant.issuer(), request.asked().subject(), origin)) {
                  case Admission.None(FederatedAccounts.Why why) ->
                      new Beginning.Refused(
                          why == FederatedAccounts.Why.DISABLED ? Why.DISABLED : Why.NOT_LINKED);
                  case Admission.Admitted(HeldAccount held) ->
                      begin(tenant, request, held, browser, status);
                }));
  }

  private Beginning begin(
      Tenant tenant,
      StoredRequest request,
      HeldAccount held,
      Function<String, ArrivingBrowser> browser,
      TransactionStatus status) {
    String username = held.account().username();
    ArrivingBrowser arriving = browser.apply(username);
    if (held.account().isLocked()) {
      return refused(tenant, held, Why.LOCKED, arriving.origin());
    }
    if (factors.possessions(held.account()).isEmpty()) {
      return refused(tenant, held, Why.NO_METHOD, arriving.origin());
    }
    PasswordResult.Begun begun =
        starter.admit(
            new ArrivingBrowser(
                arriving.origin(), arriving.known(), arriving.trustCookie(), request.page()),
            held,
            IssuerProof.askingForFactor(tenant.issuer().name()));
    if (!requests.begin(request.id(), begun.opened().id())) {
      status.setRollbackOnly();
      return new Beginning.Over();
    }
    return new Beginning.Begun(username, begun);
  }

  private Beginning refused(Tenant tenant, HeldAccount held, Why why, Origin origin) {
    accounts.refused(held.id(), tenant.issuer(), "external MFA: " + why.word(), origin);
    return new Beginning.Refused(why);
  }
}
