package org.sallyport.gate.selfservice.contacts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes the e-mail address. */
@Controller
@RequestMapping("/settings/email")
@ForSignedIn
@RequiredArgsConstructor
class ChangeEmailPage {
  private static final ContactFlow FLOW = ContactFlow.ADDRESS;

  private final AccountChanges changes;
  private final ContactChanges contacts;
  private final ContactAnswers answers;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    return changes.isBegun(visitor, Change.EMAIL)
        ? answers.form(visitor, FLOW, contacts.proposed(visitor, Change.EMAIL), null, model)
        : "redirect:/settings/account";
  }

  @PostMapping
  String give(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String email,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    ContactProposal contactProposal =
        changes.isBegun(visitor, Change.EMAIL)
            ? contacts.propose(visitor, Emails.parse(email), origin)
            : new ContactProposal.NotBegun();
    return answers.answer(contactProposal, visitor, FLOW, email, origin, response, model);
  }
}
