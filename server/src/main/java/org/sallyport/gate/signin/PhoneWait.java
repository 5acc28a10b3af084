package org.sallyport.gate.signin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.approval.Approvals;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAttempt;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Waits for the phone's answer. The attempt is identified by the browser's cookie only; the request
 * carries no id. The response says only that the page can go on; the browser then submits its form.
 */
@RestController
@ForAttempt
@RequiredArgsConstructor
class PhoneWait {
  private static final Duration LONG_POLL_TIMEOUT = Duration.ofSeconds(20);

  private final SignIns signIns;
  private final Approvals approvals;

  @GetMapping(SignInPaths.APP + "/wait")
  CompletableFuture<String> await(@AuthenticationPrincipal Visitor visitor) {
    return approvals
        .settled(signIns.find(visitor.signIn()).orElseThrow(), Purpose.SIGN_IN, LONG_POLL_TIMEOUT)
        .thenApply(settled -> settled ? "settled" : "open");
  }
}
