package org.sallyport.gate.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.SignIn.IssuerProof;
import org.sallyport.gate.session.SignIn.TicketProof;
import org.sallyport.gate.session.history.UsedNetworks;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.sallyport.platform.messages.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores sign-ins. Every step is one statement whose row count decides; each step issues a new
 * cookie value, of which the row stores a keyed hash (rules 31, 34).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SignIns {
  private static final String COLUMNS =
      """
      s.id, s.account_id, s.state, s.passwordless, s.password_at, s.method, s.factor_at, s.factor_method, s.completed_at, s.last_seen_at,
      s.address, s.browser, s.known_browser, s.trusted_browser_id, s.landing, s.attempt_expires_at, s.method_to_link,
      s.issuer, s.issuer_auth_at, s.issuer_factor, s.for_issuer, s.ticket_directory, s.ticket_auth_at\
      """;

  /** Those of {@link SignInRows#VISIT}, of the tables {@code sign_in s} and {@code account a}. */
  public static final String VISIT_COLUMNS =
      COLUMNS
          + ", a.username, a.name, a.role, a.language, a.password_change_required, pg_current_snapshot()::text as snapshot";

  private static final String VISIT =
      "select "
          + VISIT_COLUMNS
          + " from sign_in s join account a on a.id = s.account_id"
          + " where a.disabled_at is null and ";

  private final JdbcClient jdbc;
  private final RandomValues random;
  private final KeyedHash hash;
  private final UsedNetworks networks;
  private final DomainEvents events;
  private final SessionProperties times;
  private final Clock clock;

  /** Whether the password was entered too long ago for another challenge (rule 32). */
  public boolean isTooOldToChallenge(SignIn attempt) {
    return !clock.instant().isBefore(attempt.passwordAt().plus(times.attemptTimeout()));
  }

  /** Starts an attempt after a valid password. */
  @Transactional(propagation = Propagation.MANDATORY)
  public IssuedToken begin(
      AccountId account, Origin origin, @Nullable String knownBrowser, @Nullable String landing) {
    IssuedToken issuedToken = insert(account, false, null, null, origin, knownBrowser, landing);
    events.publish(new SignInEvent.PasswordAccepted(account, issuedToken.id()), origin);
    return issuedToken;
  }

  /**
   * Starts an attempt without a password: the answer that replaces it was verified and recorded
   * before the row exists.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public IssuedToken beginPasswordless(
      AccountId account, Origin origin, @Nullable String knownBrowser, @Nullable String landing) {
    return insert(account, true, null, null, origin, knownBrowser, landing);
  }

  /** Starts an attempt after an issuer elsewhere proved who somebody is. */
  @Transactional(propagation = Propagation.MANDATORY)
  public IssuedToken begin(
      AccountId account,
      IssuerProof proof,
      Origin origin,
      @Nullable String knownBrowser,
      @Nullable String landing) {
    IssuedToken issuedToken = insert(account, false, proof, null, origin, knownBrowser, landing);
    events.publish(
        new SignInEvent.IssuerAccepted(
            account, issuedToken.id(), proof.issuer(), proof.secondFactor()),
        origin);
    return issuedToken;
  }

  /** Starts an attempt after a Kerberos ticket proved who somebody is. */
  @Transactional(propagation = Propagation.MANDATORY)
  public IssuedToken begin(
      AccountId account,
      TicketProof ticket,
      Origin origin,
      @Nullable String knownBrowser,
      @Nullable String landing) {
    IssuedToken issuedToken = insert(account, false, null, ticket, origin, knownBrowser, landing);
    events.publish(
        new SignInEvent.TicketAccepted(account, issuedToken.id(), ticket.directory()), origin);
    return issuedToken;
  }

  private IssuedToken insert(
      AccountId account,
      boolean passwordless,
      @Nullable IssuerProof proof,
      @Nullable TicketProof ticket,
      Origin origin,
      @Nullable String knownBrowser,
      @Nullable String landing) {
    IssuedToken issuedToken = new IssuedToken(new SignInId(random.id()), random.token());
    jdbc.sql(
            """
            insert into sign_in (id, account_id, token_hash, state, passwordless, password_at, last_seen_at, address, browser,
                                 known_browser, landing, attempt_expires_at, issuer, issuer_auth_at, issuer_factor, for_issuer,
                                 ticket_directory, ticket_auth_at)
            values (:id, :account, :hash, 'password', :passwordless, :now, :now, :address, :browser, :known, :landing,
                    :until, :issuer, :issuerAt, :issuerFactor, :forIssuer, :ticketDirectory, :ticketAt)
            """)
        .param("id", issuedToken.id().value())
        .param("account", account.value())
        .param("hash", hash(issuedToken.token()))
        .param("passwordless", passwordless)
        .param("now", clock.instant())
        .param("address", origin.address())
        .param("browser", origin.browser())
        .param("known", knownBrowser)
        .param("landing", landing)
        .param("until", clock.instant().plus(times.attemptTimeout()))
        .param("issuer", proof == null ? null : proof.issuer())
        .param("issuerAt", proof == null ? null : proof.authenticatedAt())
        .param("issuerFactor", proof != null && proof.secondFactor())
        .param("forIssuer", proof != null && proof.factorAlone())
        .param("ticketDirectory", ticket == null ? null : ticket.directory())
        .param("ticketAt", ticket == null ? null : ticket.authenticatedAt())
        .update();
    return issuedToken;
  }

  public Optional<SignIn> find(SignInId id) {
    return jdbc.sql("select " + COLUMNS + " from sign_in s where s.id = :id")
        .param("id", id.value())
        .query(SignInRows.SIGN_IN)
        .optional();
  }

  /**
   * Finds the sign-in and visitor of a cookie's value. {@link SessionLookup} decides whether it is
   * still valid.
   */
  Optional<ActiveSession> byToken(String token) {
    return jdbc.sql(VISIT + "s.token_hash = any(:hashes)")
        .param("hashes", hash.all(KeyPurpose.SESSION, token))
        .query(SignInRows.VISIT)
        .optional();
  }

  /** Finds a sign-in and its visitor; {@link SessionLookup} decides whether it is still valid. */
  Optional<ActiveSession> byId(SignInId id) {
    return jdbc.sql(VISIT + "s.id = :id")
        .param("id", id.value())
        .query(SignInRows.VISIT)
        .optional();
  }

  /**
   * Stores the method that the attempt uses from now on.
   *
   * @param methodToLink the method to be linked after this one was answered (rule 27); null for
   *     none
   * @return the updated attempt; empty if it has ended
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<SignIn> choose(SignInId id, String method, @Nullable String methodToLink) {
    return jdbc.sql(
            "update sign_in s set method = :method, method_to_link = :methodToLink where s.id = :id and s.state = 'password' returning "
                + COLUMNS)
        .param("method", method)
        .param("methodToLink", methodToLink)
        .param("id", id.value())
        .query(SignInRows.SIGN_IN)
        .optional();
  }

  /** Why the row of a factor that was given for an issuer has ended. */
  private static final String GIVEN = "given for an issuer";

  /**
   * Completes the sign-in. Empty if the attempt has ended: the caller must grant nothing and roll
   * back. If an issuer asked for the second factor alone, the row ends in the same statement, and
   * the token is of no use; anything but a factor completes no such row (rule 72).
   *
   * @param byFactor false if a remembered browser replaced the second factor, or none was required
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<IssuedToken> complete(
      SignIn signIn,
      String method,
      boolean byFactor,
      @Nullable TrustedBrowserId browser,
      Origin origin) {
    IssuedToken issuedToken = new IssuedToken(signIn.id(), random.token());
    int rows =
        jdbc.sql(
                """
                update sign_in
                   set state = case when for_issuer then 'ended' else 'complete' end,
                       token_hash = case when for_issuer then null else cast(:hash as bytea) end,
                       ended_at = case when for_issuer then cast(:now as timestamptz) end,
                       end_reason = case when for_issuer then :given end,
                       method = :method, completed_at = :now, last_seen_at = :now,
                       factor_at = :factorAt, factor_method = :factor, trusted_browser_id = :browser
                 where id = :id and state = 'password' and (:byFactor or not for_issuer)
                """)
            .param("given", GIVEN)
            .param("byFactor", byFactor)
            .param("hash", hash(issuedToken.token()))
            .param("method", method)
            .param("now", clock.instant())
            .param("factorAt", byFactor ? clock.instant() : null)
            .param("factor", byFactor ? method : null)
            .param("browser", browser == null ? null : browser.value())
            .param("id", signIn.id().value())
            .update();
    if (rows == 0) {
      return Optional.empty();
    }
    keepLanguage(signIn.account());
    events.publish(completed(signIn, method), origin);
    publishUnusual(signIn, method, origin);
    return Optional.of(issuedToken);
  }

  private void publishUnusual(SignIn signIn, String method, Origin origin) {
    Optional<Instant> lastUsed = networks.lastUsed(signIn);
    if (lastUsed.isEmpty()) {
      return;
    }
    if (isLongAgo(lastUsed.get())) {
      events.publish(
          new SignInEvent.LongUnused(signIn.account(), signIn.id(), method, lastUsed.get()),
          origin);
    } else if (signIn.knownBrowser() == null && networks.isNew(signIn)) {
      events.publish(new SignInEvent.NewPlace(signIn.account(), signIn.id(), method), origin);
    }
  }

  private boolean isLongAgo(Instant at) {
    return times.longUnused().isPositive()
        && at.isBefore(clock.instant().minus(times.longUnused()));
  }

  /** An account of which no language is known gets the one that its owner has just read. */
  private void keepLanguage(AccountId account) {
    Language.told()
        .ifPresent(
            language ->
                jdbc.sql("update account set language = :tag where id = :id and language is null")
                    .param("tag", language.tag())
                    .param("id", account.value())
                    .update());
  }

  private static SignInEvent completed(SignIn signIn, String method) {
    return signIn.issuer() != null && signIn.issuer().factorAlone()
        ? new SignInEvent.FactorGivenForIssuer(
            signIn.account(), signIn.id(), signIn.issuer().issuer(), method)
        : new SignInEvent.Completed(signIn.account(), signIn.id(), method);
  }

  /** Issues a new token after a step-up in a session. Empty if the session has ended. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<IssuedToken> stepUp(SignIn signIn, String method, Origin origin) {
    IssuedToken issuedToken = new IssuedToken(signIn.id(), random.token());
    int rows =
        jdbc.sql(
                """
                update sign_in set token_hash = :hash, factor_at = :now, factor_method = :method
                 where id = :id and state = 'complete'
                """)
            .param("hash", hash(issuedToken.token()))
            .param("method", method)
            .param("now", clock.instant())
            .param("id", signIn.id().value())
            .update();
    if (rows == 0) {
      return Optional.empty();
    }
    events.publish(new SignInEvent.SteppedUp(signIn.account(), signIn.id(), method), origin);
    return Optional.of(issuedToken);
  }

  /** Keeps the attempt open as long as the code that was just sent is valid (rule 32). */
  @Transactional(propagation = Propagation.MANDATORY)
  public void keepOpen(SignInId id, Instant until) {
    jdbc.sql(
            "update sign_in set attempt_expires_at = greatest(attempt_expires_at, :until) where id = :id")
        .param("until", until)
        .param("id", id.value())
        .update();
  }

  /** Counts a wrong code of the attempt, for the login history. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void countWrongCode(SignInId id) {
    jdbc.sql("update sign_in set wrong_codes = wrong_codes + 1 where id = :id")
        .param("id", id.value())
        .update();
  }

  private byte[] hash(String token) {
    return hash.of(KeyPurpose.SESSION, token);
  }
}
