package org.sallyport.signin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.sallyport.access.ForHalfSignedIn;
import org.sallyport.access.Visitor;
import org.sallyport.secondfactor.Approvals;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.session.SignIns;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Waits for the phone, for the browser whose cookie began the attempt and nobody else: no id is
 * asked for. What comes says only that there is something to see; the browser then sends its form.
 */
@RestController
@ForHalfSignedIn
class PhoneWait {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SignIns signIns;
  private final Approvals approvals;

  PhoneWait(SignIns signIns, Approvals approvals) {
    this.signIns = signIns;
    this.approvals = approvals;
  }

  @GetMapping("/login/app/wait")
  CompletableFuture<String> await(@AuthenticationPrincipal Visitor visitor) {
    return approvals
        .settled(signIns.find(visitor.signIn()).orElseThrow(), Purpose.SIGN_IN, PATIENCE)
        .thenApply(settled -> settled ? "settled" : "open");
  }
}
