package org.sallyport.signin;

import org.sallyport.access.ForHalfSignedIn;
import org.sallyport.access.Visitor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows that the account is locked; reachable only after a valid password. */
@Controller
@ForHalfSignedIn
class LockedPage {
  private final SignInPrompts signInPrompts;

  LockedPage(SignInPrompts signInPrompts) {
    this.signInPrompts = signInPrompts;
  }

  @GetMapping("/login/locked")
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    return signInPrompts.locked(visitor, model);
  }
}
