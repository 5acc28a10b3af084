package org.sallyport.gate.selfservice.contacts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
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

/** Changes or removes the mobile number. */
@Controller
@RequestMapping("/settings/phone")
@ForSignedIn
@RequiredArgsConstructor
class ChangePhonePage {
  private static final ContactFlow FLOW = ContactFlow.NUMBER;

  private final AccountChanges changes;
  private final ContactChanges contacts;
  private final Phones phones;
  private final NumberRemoval removal;
  private final ContactAnswers answers;
  private final ChangeAnswers changeAnswers;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    return changes.isBegun(visitor, Change.PHONE)
        ? answers.form(visitor, FLOW, contacts.proposed(visitor, Change.PHONE), null, model)
        : "redirect:/settings/account";
  }

  @PostMapping
  String give(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String phone,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    ContactProposal contactProposal =
        changes.isBegun(visitor, Change.PHONE)
            ? contacts.propose(visitor, phones.parse(phone), origin)
            : new ContactProposal.NotBegun();
    return answers.answer(contactProposal, visitor, FLOW, phone, origin, response, model);
  }

  @PostMapping("/remove")
  String remove(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return switch (removal.request(visitor, origin)) {
      case NumberRemoval.RemovalResult.Removed removed ->
          "redirect:/settings/account?removed=phone";
      case NumberRemoval.RemovalResult.Waits waits -> "redirect:/settings/account?waits";
      case NumberRemoval.RemovalResult.Stays refused ->
          answers.notRemoved(visitor, refused.words(), response, model);
      case NumberRemoval.RemovalResult.NotBegun notBegun ->
          changeAnswers.notBegun(visitor, Change.PHONE, origin, response, model);
    };
  }
}
