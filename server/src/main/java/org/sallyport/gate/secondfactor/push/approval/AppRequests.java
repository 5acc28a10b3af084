package org.sallyport.gate.secondfactor.push.approval;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.approval.Approval;
import org.sallyport.gate.secondfactor.enrollment.DeviceCodes;
import org.sallyport.gate.secondfactor.push.AppDevice;
import org.sallyport.gate.secondfactor.push.DeviceStore;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.gate.secondfactor.push.notify.PushNotifier;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * Approval requests from the requesting page's side. An account has one open request at a time; by
 * default three without a success since, and three more from browsers known to it (rule 9). An
 * approval is consumed only by the sign-in that requested it.
 */
@Component
public class AppRequests {
  private final RequestStore store;
  private final DeviceStore devices;
  private final DeviceCodes codes;
  private final SignIns signIns;
  private final RequestNotifier requestNotifier;
  private final PushNotifier pushNotifier;
  private final RandomValues random;
  private final DomainEvents events;
  private final PushProperties properties;
  private final SessionProperties times;
  private final Clock clock;

  AppRequests(
      RequestStore store,
      DeviceStore devices,
      DeviceCodes codes,
      SignIns signIns,
      RequestNotifier requestNotifier,
      PushNotifier pushNotifier,
      RandomValues random,
      DomainEvents events,
      PushProperties properties,
      SessionProperties times,
      Clock clock) {
    this.store = store;
    this.devices = devices;
    this.codes = codes;
    this.signIns = signIns;
    this.requestNotifier = requestNotifier;
    this.pushNotifier = pushNotifier;
    this.random = random;
    this.events = events;
    this.properties = properties;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Sends a request to the phones, unless one is pending. If the limit of unanswered requests is
   * reached, none is sent; the page says so and accepts a typed code.
   */
  public ChallengeResult ask(FactorContext context) {
    HeldAccount held = context.held();
    SignIn signIn = context.signIn();
    Purpose purpose = context.purpose();
    Instant now = clock.instant();
    if (purpose == Purpose.SIGN_IN
        && !now.isBefore(signIn.passwordAt().plus(times.attemptTimeout()))) {
      return new ChallengeResult.Exhausted();
    }
    if (store.newest(signIn.id(), purpose).filter(request -> isPending(request, now)).isPresent()) {
      return new ChallengeResult.Issued();
    }
    int unanswered = unanswered(held.account(), signIn, purpose);
    if (unanswered >= properties.maxUnanswered()) {
      events.publish(
          new AppEvent.Paused(held.id(), signIn.id(), purpose.key(), unanswered), context.origin());
      return new ChallengeResult.Issued();
    }
    Instant until = now.plus(properties.requestTtl());
    store.add(
        held,
        random.id(),
        signIn,
        purpose,
        random.token(),
        random.digits(properties.digits()),
        until);
    keepOpen(signIn, purpose, until);
    events.publish(
        new AppEvent.ApprovalRequested(held.id(), signIn.id(), purpose.key()), context.origin());
    requestNotifier.changed();
    pushNotifier.wake(held.id());
    return new ChallengeResult.Issued();
  }

  /** The unanswered requests of the same share: strangers do not use up the owner's share. */
  private int unanswered(Account account, SignIn signIn, Purpose purpose) {
    boolean known = purpose != Purpose.SIGN_IN || signIn.knownBrowser() != null;
    return store.unanswered(account.id(), known);
  }

  private void keepOpen(SignIn signIn, Purpose purpose, Instant until) {
    if (purpose == Purpose.SIGN_IN) {
      signIns.keepOpen(signIn.id(), until);
    }
  }

  /** Consumes an approval for the sign-in that requested it. */
  public Approval take(FactorContext context) {
    Optional<AppRequest> newest = store.newest(context.signIn().id(), context.purpose());
    if (newest.filter(request -> request.isOpen(clock.instant())).isPresent()) {
      return new Approval.Unanswered();
    }
    return newest.filter(request -> store.use(context.held(), request.id())).isPresent()
        ? new Approval.Given()
        : new Approval.Over();
  }

  /** The prompt for the page. */
  public Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose) {
    Instant now = clock.instant();
    Optional<AppRequest> newest =
        store
            .newest(signIn.id(), purpose)
            .filter(request -> request.state() != AppRequest.State.USED);
    boolean going = newest.filter(request -> isPending(request, now)).isPresent();
    boolean paused = !going && unanswered(account, signIn, purpose) >= properties.maxUnanswered();
    if (newest.isEmpty() && !paused) {
      return Optional.empty();
    }
    Prompt.Approval.State state =
        paused ? Prompt.Approval.State.PAUSED : state(newest.orElseThrow(), now);
    Optional<AppRequest> open = newest.filter(it -> state == Prompt.Approval.State.OPEN);
    return Optional.of(
        new Prompt.Approval(
            state,
            open.map(AppRequest::number).orElse(null),
            open.map(AppRequest::scanned).orElse(null),
            names(account),
            newest.map(AppRequest::createdAt).orElse(now),
            paused ? null : newest.map(AppRequest::expiresAt).orElse(null),
            signIn.browser(),
            signIn.address(),
            properties.offlineCodes() && codes.shownFor(account.id())));
  }

  private String names(Account account) {
    return devices.of(account.id()).stream()
        .map(device -> "“" + device.name() + "”")
        .reduce((one, other) -> one + ", " + other)
        .orElseGet(() -> Messages.text("prompt.approval.no-phone"));
  }

  /** Whether it can still be answered, or its approval can still be fetched. */
  private boolean isPending(AppRequest request, Instant now) {
    return request.isOpen(now) || (request.isApproved(now) && isByLinkedPhone(request));
  }

  private boolean isByLinkedPhone(AppRequest request) {
    return Optional.ofNullable(request.device())
        .flatMap(devices::find)
        .filter(AppDevice::isLinked)
        .isPresent();
  }

  private Prompt.Approval.State state(AppRequest request, Instant now) {
    return switch (request.state()) {
      case OPEN -> request.isOpen(now) ? Prompt.Approval.State.OPEN : Prompt.Approval.State.LATE;
      case APPROVED -> approved(request, now);
      case DENIED -> Prompt.Approval.State.DENIED;
      case WRONG -> Prompt.Approval.State.WRONG_NUMBERS;
      case REPLACED -> Prompt.Approval.State.REPLACED;
      case USED -> Prompt.Approval.State.LATE;
    };
  }

  private Prompt.Approval.State approved(AppRequest request, Instant now) {
    if (!request.isApproved(now)) {
      return Prompt.Approval.State.LATE;
    }
    return isByLinkedPhone(request)
        ? Prompt.Approval.State.APPROVED
        : Prompt.Approval.State.PHONE_REMOVED;
  }
}
