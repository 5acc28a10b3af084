package org.sallyport.gate.selfservice.devices;

import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.selfservice.ChangeProperties;
import org.sallyport.gate.selfservice.contacts.ContactAnswers;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.installation.DurationText;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Offers to link the device chosen at the first sign-in, after the person's identity was verified
 * with another factor (rule 27). Skipping continues to the landing page; the next sign-in shows the
 * method chooser again.
 */
@Controller
@RequestMapping("/login/link")
@ForSignedIn
@RequiredArgsConstructor
class FirstEnrollmentPage {
  private final SignIns signIns;
  private final Accounts accounts;
  private final SecondFactors factors;
  private final ContactAnswers answers;
  private final ChangeProperties times;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    return signIns
        .find(visitor.signIn())
        .map(SignIn::methodToLink)
        .flatMap(factors::linkable)
        .filter(factor -> !factor.linked(account))
        .map(factor -> offer(visitor, account, factor, model))
        .orElseGet(() -> "redirect:" + answers.landing(visitor));
  }

  private String offer(Visitor visitor, Account account, EnrollableFactor factor, Model model) {
    model.addAttribute("username", visitor.username());
    model.addAttribute("thing", factor.thing());
    model.addAttribute("method", factor.method());
    model.addAttribute("within", DurationText.words(times.factorMaxAge()));
    model.addAttribute("onlyNow", factors.strongest(account).isEmpty());
    return "link-first";
  }

  @PostMapping("/skip")
  String skip(@AuthenticationPrincipal Visitor visitor) {
    return "redirect:" + answers.landing(visitor);
  }
}
