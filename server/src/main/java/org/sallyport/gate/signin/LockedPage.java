package org.sallyport.gate.signin;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAttempt;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows that the account is locked; reachable only after a valid password (rule 16). */
@Controller
@ForAttempt
@RequiredArgsConstructor
class LockedPage {
  private final SignInProgress signInProgress;

  @GetMapping(SignInPaths.LOCKED)
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    return page(signInProgress, visitor, model);
  }

  /** Shows the lock, or redirects to the current page if the account is not locked any more. */
  static String page(SignInProgress signInProgress, Visitor visitor, Model model) {
    Optional<Lock> lock = signInProgress.lock(visitor);
    lock.ifPresent(it -> model.addAttribute("lock", it));
    return lock.isPresent() ? "locked" : "redirect:" + signInProgress.page(visitor);
  }
}
