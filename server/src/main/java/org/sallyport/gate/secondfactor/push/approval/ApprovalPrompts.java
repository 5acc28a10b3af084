package org.sallyport.gate.secondfactor.push.approval;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.enrollment.DeviceCodes;
import org.sallyport.gate.secondfactor.push.DeviceStore;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** The prompt of the newest request, as the requesting page shows it. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ApprovalPrompts {
  private final RequestStore store;
  private final PendingRequests pending;
  private final DeviceStore devices;
  private final DeviceCodes codes;
  private final PushProperties properties;
  private final Clock clock;

  /** Empty if no request was sent, or its approval was fetched. */
  public Optional<Prompt> prompt(Account account, SignIn signIn, Purpose purpose) {
    Instant now = clock.instant();
    Optional<AppRequest> newest =
        store
            .newest(signIn.id(), purpose)
            .filter(request -> request.state() != AppRequest.State.USED);
    boolean going = newest.filter(request -> pending.isPending(request, now)).isPresent();
    boolean paused = !going && pending.isPaused(pending.unanswered(account, signIn, purpose));
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
        .map(device -> Messages.text("common.quoted", device.name()))
        .reduce(Messages::listed)
        .orElseGet(() -> Messages.text("prompt.approval.no-phone"));
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
    return pending.isByLinkedPhone(request)
        ? Prompt.Approval.State.APPROVED
        : Prompt.Approval.State.PHONE_REMOVED;
  }
}
