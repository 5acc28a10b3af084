package org.sallyport.secondfactor.push;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.audit.AppEvent;
import org.sallyport.audit.AuditLog;
import org.sallyport.secondfactor.Approval;
import org.sallyport.secondfactor.Asked;
import org.sallyport.secondfactor.Challenge;
import org.sallyport.secondfactor.DeviceCodes;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.crypto.RandomValues;
import org.sallyport.signin.SessionProperties;
import org.sallyport.signin.SignIn;
import org.sallyport.signin.SignIns;
import org.springframework.stereotype.Component;

/**
 * Questions to phones, as the page that asks sees them: one open at a time for an account, three at
 * most since its last success, and three more from browsers that are known to it (rule 9), taken by
 * who asked and nobody else.
 */
@Component
class AppRequests {
  private final RequestStore store;
  private final DeviceStore devices;
  private final DeviceCodes codes;
  private final SignIns signIns;
  private final Watching watching;
  private final Waking waking;
  private final RandomValues random;
  private final AuditLog audit;
  private final PushProperties properties;
  private final SessionProperties times;
  private final Clock clock;

  AppRequests(
      RequestStore store,
      DeviceStore devices,
      DeviceCodes codes,
      SignIns signIns,
      Watching watching,
      Waking waking,
      RandomValues random,
      AuditLog audit,
      PushProperties properties,
      SessionProperties times,
      Clock clock) {
    this.store = store;
    this.devices = devices;
    this.codes = codes;
    this.signIns = signIns;
    this.watching = watching;
    this.waking = waking;
    this.random = random;
    this.audit = audit;
    this.properties = properties;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Asks the phones, unless they are asked already. Where they may not be asked again, the page
   * says so, and a code can be typed.
   */
  Challenge ask(Account held, SignIn signIn, Purpose purpose, Origin origin) {
    Instant now = clock.instant();
    if (purpose == Purpose.SIGN_IN && !now.isBefore(signIn.passwordAt().plus(times.attempt()))) {
      return new Challenge.Exhausted();
    }
    if (store
        .newest(signIn.id(), purpose)
        .filter(request -> request.isOpen(now) || request.isApproved(now))
        .isPresent()) {
      return new Challenge.Put();
    }
    int unanswered = unanswered(held, signIn, purpose);
    if (unanswered >= properties.unanswered()) {
      audit.record(new AppEvent.Paused(held.id(), signIn.id(), purpose.key(), unanswered), origin);
      return new Challenge.Put();
    }
    Instant until = now.plus(properties.valid());
    store.add(
        random.id(), signIn, purpose, random.token(), random.digits(properties.digits()), until);
    keepOpen(signIn, purpose, until);
    audit.record(new AppEvent.Asked(held.id(), signIn.id(), purpose.key()), origin);
    watching.changed();
    waking.wake(held.id());
    return new Challenge.Put();
  }

  /** Those of the share out of which this one would be: a stranger uses up none of the owner's. */
  private int unanswered(Account account, SignIn signIn, Purpose purpose) {
    boolean known = purpose != Purpose.SIGN_IN || signIn.knownBrowser() != null;
    return store.unanswered(account.id(), known);
  }

  private void keepOpen(SignIn signIn, Purpose purpose, Instant until) {
    if (purpose == Purpose.SIGN_IN) {
      signIns.keepOpen(signIn.id(), until);
    }
  }

  /** Takes an approval, for the sign-in that asked. */
  Approval take(SignIn signIn, Purpose purpose) {
    Optional<AppRequest> newest = store.newest(signIn.id(), purpose);
    if (newest.filter(request -> request.isOpen(clock.instant())).isPresent()) {
      return new Approval.Unanswered();
    }
    return newest.filter(request -> store.use(request.id())).isPresent()
        ? new Approval.Given()
        : new Approval.Over();
  }

  /** The question as its page shows it. */
  Optional<Asked> asked(Account account, SignIn signIn, Purpose purpose) {
    Instant now = clock.instant();
    Optional<AppRequest> newest =
        store
            .newest(signIn.id(), purpose)
            .filter(request -> request.state() != AppRequest.State.USED);
    boolean going =
        newest.filter(request -> request.isOpen(now) || request.isApproved(now)).isPresent();
    boolean paused = !going && unanswered(account, signIn, purpose) >= properties.unanswered();
    if (newest.isEmpty() && !paused) {
      return Optional.empty();
    }
    Asked.Awaited.State state =
        paused ? Asked.Awaited.State.PAUSED : state(newest.orElseThrow(), now);
    Optional<AppRequest> open = newest.filter(it -> state == Asked.Awaited.State.OPEN);
    return Optional.of(
        new Asked.Awaited(
            state,
            open.map(AppRequest::number).orElse(null),
            open.map(AppRequest::scanned).orElse(null),
            names(account),
            newest.map(AppRequest::madeAt).orElse(now),
            paused ? null : newest.map(AppRequest::expiresAt).orElse(null),
            signIn.browser(),
            signIn.address(),
            properties.codes() && codes.shownFor(account.id())));
  }

  private String names(Account account) {
    return devices.of(account.id()).stream()
        .map(device -> "“" + device.name() + "”")
        .reduce((one, other) -> one + ", " + other)
        .orElse("your phone");
  }

  private static Asked.Awaited.State state(AppRequest request, Instant now) {
    return switch (request.state()) {
      case OPEN -> request.isOpen(now) ? Asked.Awaited.State.OPEN : Asked.Awaited.State.LATE;
      case APPROVED ->
          request.isApproved(now) ? Asked.Awaited.State.APPROVED : Asked.Awaited.State.LATE;
      case DENIED -> Asked.Awaited.State.DENIED;
      case WRONG -> Asked.Awaited.State.WRONG_NUMBERS;
      case REPLACED -> Asked.Awaited.State.REPLACED;
      case USED -> Asked.Awaited.State.LATE;
    };
  }
}
