package org.sallyport.gate.secondfactor.push.approval;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.push.AppDevice;
import org.sallyport.gate.secondfactor.push.DeviceStore;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.gate.secondfactor.push.WebOrigin;
import org.sallyport.gate.secondfactor.push.pairing.Pairings;
import org.sallyport.gate.session.SignIns;
import org.sallyport.gate.session.history.History;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.Signatures;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Processes the answers of phones. It first locks the account's row; a number is counted before it
 * is compared. An approval does not open a session: the requesting browser must fetch it.
 */
@Component
class PhoneAnswers {
  /** The maximum number of comparisons per request. */
  private static final int MAX_TRIES = 3;

  private final Accounts accounts;
  private final DeviceStore devices;
  private final RequestStore store;
  private final SignIns signIns;
  private final History history;
  private final RequestNotifier requestNotifier;
  private final DomainEvents events;
  private final Installation installation;
  private final PushProperties properties;
  private final Clock clock;

  PhoneAnswers(
      Accounts accounts,
      DeviceStore devices,
      RequestStore store,
      SignIns signIns,
      History history,
      RequestNotifier requestNotifier,
      DomainEvents events,
      Installation installation,
      PushProperties properties,
      Clock clock) {
    this.accounts = accounts;
    this.devices = devices;
    this.store = store;
    this.signIns = signIns;
    this.history = history;
    this.requestNotifier = requestNotifier;
    this.events = events;
    this.installation = installation;
    this.properties = properties;
    this.clock = clock;
  }

  /** The result of an answer. */
  sealed interface Outcome {
    record Approved() implements Outcome {}

    record Denied() implements Outcome {}

    /**
     * The number differs from the one on the page.
     *
     * @param left numbers that may still be tried; 0 if the request has ended
     */
    record WrongNumber(int left) implements Outcome {}

    /** An approval without a well-formed number. */
    record Malformed() implements Outcome {}

    /** The request can no longer be answered. */
    record Over() implements Outcome {}

    /** The request does not belong to that phone's account, or the signature is invalid. */
    record Unknown() implements Outcome {}
  }

  /** An answer as received. */
  record Answer(UUID request, String decision, @Nullable String number, String signature) {
    private String text(String publicUrl, AppDevice device, AppRequest request) {
      return String.join(
          "\n",
          "sallyport answer 1",
          publicUrl,
          device.id().toString(),
          request.id().toString(),
          request.challenge(),
          decision,
          number == null ? "" : number);
    }

    @Override
    public String toString() {
      return "Answer[" + request + " " + decision + "]";
    }
  }

  /** Processes an answer of a linked phone. */
  @Transactional
  public Outcome answer(AppDevice caller, Answer answer, Origin origin) {
    HeldAccount held = accounts.hold(caller.account());
    Optional<AppDevice> device = devices.find(caller.id()).filter(AppDevice::isLinked);
    Optional<AppRequest> found =
        store.find(answer.request()).filter(it -> it.account().equals(held.id()));
    if (device.isEmpty() || found.isEmpty() || !isSigned(answer, device.get(), found.get())) {
      return new Outcome.Unknown();
    }
    AppRequest request = found.get();
    if (held.account().isLocked() || held.account().isDisabled()) {
      return new Outcome.Over();
    }
    if (isRepeated(answer, caller, request)) {
      return new Outcome.Approved();
    }
    if (!isLive(request)) {
      return new Outcome.Over();
    }
    devices.used(caller.id());
    Outcome outcome =
        switch (answer.decision()) {
          case "approve" -> approve(held, request, device.get(), answer.number(), origin);
          case "deny" -> deny(held, request, device.get(), origin);
          case "not-me" -> notMe(held, request, device.get(), origin);
          default -> new Outcome.Malformed();
        };
    requestNotifier.changed();
    return outcome;
  }

  /** Processes an answer of a removed phone: the owner is notified if the request is still open. */
  @Transactional
  public void answerOfRemoved(AppDevice removed, UUID request, Origin origin) {
    store
        .find(request)
        .filter(it -> it.account().equals(removed.account()) && isLive(it))
        .ifPresent(
            it ->
                events.publish(
                    new AppEvent.RemovedPhoneAnswered(
                        it.account(), it.signIn(), removed.id(), removed.name()),
                    origin));
  }

  private Outcome approve(
      HeldAccount held,
      AppRequest request,
      AppDevice device,
      @Nullable String number,
      Origin origin) {
    String digits = Objects.requireNonNullElse(number, "");
    if (!digits.matches("[0-9]+") || digits.length() != request.number().length()) {
      return new Outcome.Malformed();
    }
    OptionalInt tries = store.countTry(held, request.id(), MAX_TRIES);
    if (tries.isEmpty()) {
      return new Outcome.Over();
    }
    if (!digits.equals(request.number())) {
      return wrong(held, request, device, MAX_TRIES - tries.getAsInt(), origin);
    }
    Instant until = clock.instant().plus(properties.requestTtl());
    if (!store.approve(held, request.id(), device.id(), until)) {
      return new Outcome.Over();
    }
    if (request.purpose().equals("sign-in")) {
      signIns.keepOpen(request.signIn(), until);
    }
    events.publish(
        new AppEvent.Approved(request.account(), request.signIn(), request.purpose(), device.id()),
        origin);
    return new Outcome.Approved();
  }

  private Outcome wrong(
      HeldAccount held, AppRequest request, AppDevice device, int left, Origin origin) {
    events.publish(
        new AppEvent.WrongNumber(
            request.account(), request.signIn(), request.purpose(), device.id(), left),
        origin);
    signIns.countWrongCode(request.signIn());
    if (left == 0) {
      store.end(held, request.id(), device.id(), AppRequest.State.WRONG);
    }
    return new Outcome.WrongNumber(left);
  }

  private Outcome deny(HeldAccount held, AppRequest request, AppDevice device, Origin origin) {
    if (!store.end(held, request.id(), device.id(), AppRequest.State.DENIED)) {
      return new Outcome.Over();
    }
    events.publish(
        new AppEvent.Denied(request.account(), request.signIn(), request.purpose(), device.id()),
        origin);
    return new Outcome.Denied();
  }

  /** Refuses the request; its event ends the attempt and remembered browsers. */
  private Outcome notMe(HeldAccount held, AppRequest request, AppDevice device, Origin origin) {
    if (!store.end(held, request.id(), device.id(), AppRequest.State.DENIED)) {
      return new Outcome.Over();
    }
    history.report(held, request.signIn());
    events.publish(new AppEvent.NotMe(request.account(), request.signIn(), device.id()), origin);
    return new Outcome.Denied();
  }

  /** Whether the phone repeats its approval because it received no response. */
  private boolean isRepeated(Answer answer, AppDevice device, AppRequest request) {
    return answer.decision().equals("approve")
        && request.number().equals(answer.number())
        && request.isApproved(clock.instant())
        && device.id().equals(request.device());
  }

  private boolean isLive(AppRequest request) {
    return store.live(java.util.List.of(request.account())).stream()
        .anyMatch(live -> live.id().equals(request.id()));
  }

  private boolean isSigned(Answer answer, AppDevice device, AppRequest request) {
    String text = answer.text(WebOrigin.of(installation.publicUrl()), device, request);
    byte[] key = Pairings.Binary.read(device.publicKey()).orElseThrow();
    return Pairings.Binary.read(answer.signature())
        .filter(signature -> Signatures.fits(key, text, signature))
        .isPresent();
  }
}
