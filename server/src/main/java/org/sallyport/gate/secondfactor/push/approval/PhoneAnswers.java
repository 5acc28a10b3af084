package org.sallyport.gate.secondfactor.push.approval;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.push.AppDevice;
import org.sallyport.gate.secondfactor.push.DeviceStore;
import org.sallyport.gate.secondfactor.push.WebOrigin;
import org.sallyport.gate.secondfactor.push.pairing.Pairings;
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
@RequiredArgsConstructor
class PhoneAnswers {
  private final Accounts accounts;
  private final DeviceStore devices;
  private final RequestStore store;
  private final RequestDecisions decisions;
  private final RequestNotifier requestNotifier;
  private final DomainEvents events;
  private final Installation installation;
  private final Clock clock;

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
  public AnswerResult answer(AppDevice caller, Answer answer, Origin origin) {
    HeldAccount held = accounts.hold(caller.account());
    Optional<AppDevice> device = devices.find(caller.id()).filter(AppDevice::isLinked);
    Optional<AppRequest> found =
        store.find(answer.request()).filter(it -> it.account().equals(held.id()));
    if (device.isEmpty() || found.isEmpty() || !isSigned(answer, device.get(), found.get())) {
      return new AnswerResult.Unknown();
    }
    AppRequest request = found.get();
    if (held.account().isLocked() || held.account().isDisabled()) {
      return new AnswerResult.RequestEnded();
    }
    if (isRepeated(answer, caller, request)) {
      return new AnswerResult.Approved();
    }
    if (!isLive(request)) {
      return new AnswerResult.RequestEnded();
    }
    devices.used(caller.id());
    AnswerResult result = decisions.decide(held, request, device.get(), answer, origin);
    requestNotifier.changed();
    return result;
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
