package org.sallyport.gate.selfservice.contacts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.selfservice.ChangeBegin;
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

/**
 * Offers to register a mobile number to a person who chose SMS without one and has just entered the
 * one code sent by e-mail (rule 26). Entering a number begins the change; skipping continues to the
 * landing page.
 */
@Controller
@RequestMapping("/login/phone")
@ForSignedIn
@RequiredArgsConstructor
class FirstNumberPage {
  private static final ContactFlow FLOW = ContactFlow.FIRST_NUMBER;

  private final AccountChanges changes;
  private final ContactChanges contacts;
  private final Accounts accounts;
  private final Phones phones;
  private final ChangeAnswers changeAnswers;
  private final ContactAnswers answers;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    boolean has = accounts.find(visitor.account()).orElseThrow().phone() != null;
    return has
        ? "redirect:" + answers.landing(visitor)
        : answers.form(visitor, FLOW, contacts.proposed(visitor, Change.PHONE), null, model);
  }

  @PostMapping
  String give(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String phone,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    if (!changes.isBegun(visitor, Change.PHONE)) {
      ChangeBegin changeBegin = changes.begin(visitor, Change.PHONE, origin);
      if (!(changeBegin instanceof ChangeBegin.Begun)) {
        return changeAnswers.answer(changeBegin, visitor, Change.PHONE, response, model);
      }
    }
    ContactProposal contactProposal = contacts.propose(visitor, phones.parse(phone), origin);
    return answers.answer(contactProposal, visitor, FLOW, phone, origin, response, model);
  }

  @PostMapping("/skip")
  String skip(@AuthenticationPrincipal Visitor visitor) {
    contacts.cancel(visitor, Change.PHONE);
    return "redirect:" + answers.landing(visitor);
  }
}
