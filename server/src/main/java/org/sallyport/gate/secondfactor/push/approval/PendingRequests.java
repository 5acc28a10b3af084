package org.sallyport.gate.secondfactor.push.approval;

import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.push.AppDevice;
import org.sallyport.gate.secondfactor.push.DeviceStore;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.gate.session.SignIn;
import org.springframework.stereotype.Component;

/** Requests that can still be answered or fetched, and the limit of unanswered ones (rule 9). */
@Component
@RequiredArgsConstructor
class PendingRequests {
  private final RequestStore store;
  private final DeviceStore devices;
  private final PushProperties properties;

  /** Whether it can still be answered, or its approval can still be fetched. */
  boolean isPending(AppRequest request, Instant now) {
    return request.isOpen(now) || (request.isApproved(now) && isByLinkedPhone(request));
  }

  boolean isByLinkedPhone(AppRequest request) {
    return Optional.ofNullable(request.device())
        .flatMap(devices::find)
        .filter(AppDevice::isLinked)
        .isPresent();
  }

  /** The unanswered requests of the same share: strangers do not use up the owner's share. */
  int unanswered(Account account, SignIn signIn, Purpose purpose) {
    boolean known = purpose != Purpose.SIGN_IN || signIn.knownBrowser() != null;
    return store.unanswered(account.id(), known);
  }

  /** Whether so many are unanswered that no more are sent. */
  boolean isPaused(int unanswered) {
    return unanswered >= properties.maxUnanswered();
  }
}
