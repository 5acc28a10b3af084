package org.sallyport.gate.selfservice.contacts;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Responses of the pages on which a new contact is entered and verified. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ContactAnswers {
  private static final String HOME = "/studies";

  private final ChangeAnswers answers;
  private final Accounts accounts;
  private final SignIns signIns;
  private final Phones phones;
  private final NumberRemoval removal;

  /** The response to a proposed contact. */
  String answer(
      ContactProposal contactProposal,
      Visitor visitor,
      ContactFlow flow,
      String typed,
      Origin origin,
      HttpServletResponse response,
      Model model) {
    return switch (contactProposal) {
      case ContactProposal.CodeNext _ -> "redirect:" + flow.path() + "/code";
      case ContactProposal.Unusable refused ->
          form(visitor, flow, typed, refused.words(), response, model);
      case ContactProposal.NotSent notSent when flow == ContactFlow.FIRST_NUMBER -> {
        // Another number may be typed, or none, on the way to the studies.
        answers.retryAfter(answers.again(notSent.challenge()), response);
        yield form(visitor, flow, typed, answers.notSent(notSent.challenge()), model);
      }
      case ContactProposal.NotSent notSent -> answers.tooMany(notSent.challenge(), response, model);
      case ContactProposal.NotBegun notBegun ->
          answers.notBegun(visitor, flow.change(), origin, response, model);
    };
  }

  /** The form again with an error message: 422. */
  String form(
      Visitor visitor,
      ContactFlow flow,
      String typed,
      String problem,
      HttpServletResponse response,
      Model model) {
    RefusedForm.answer(response);
    return form(visitor, flow, typed, problem, model);
  }

  /** The form again, with the reason why the present number is not removed: 422. */
  String notRemoved(Visitor visitor, String why, HttpServletResponse response, Model model) {
    RefusedForm.answer(response, model, "currentProblem", why);
    return form(visitor, ContactFlow.NUMBER, "", null, model);
  }

  String form(
      Visitor visitor, ContactFlow flow, String typed, @Nullable String problem, Model model) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    model.addAttribute("problem", problem);
    model.addAttribute("example", phones.example());
    return switch (flow) {
      case NUMBER -> number(account, typed, model);
      case ADDRESS -> address(account, typed, model);
      case FIRST_NUMBER -> firstNumber(typed, model);
    };
  }

  private String number(Account account, String typed, Model model) {
    String phone = account.phone();
    model.addAttribute("current", phone == null ? null : Phones.mask(phone));
    model.addAttribute("obstacle", removal.obstacle(account).orElse(null));
    model.addAttribute("rest", removal.rest(account).orElse(null));
    model.addAttribute("phone", typed);
    return "settings/phone";
  }

  private static String address(Account account, String typed, Model model) {
    model.addAttribute("current", account.email());
    model.addAttribute("email", typed);
    return "settings/email";
  }

  private static String firstNumber(String typed, Model model) {
    model.addAttribute("phone", typed);
    model.addAttribute("action", ContactFlow.FIRST_NUMBER.path());
    return "phone";
  }

  /** The contact is verified: redirects to the settings, or to the landing page of the sign-in. */
  String proven(Visitor visitor, ContactFlow flow, boolean first) {
    String what = first ? "added=" : "changed=";
    return switch (flow) {
      case NUMBER, ADDRESS -> "redirect:/settings/account?" + what + flow.change().key();
      case FIRST_NUMBER -> "redirect:" + landing(visitor);
    };
  }

  /** The change is cancelled: redirects to the settings, or to the landing page of the sign-in. */
  String cancelled(Visitor visitor, ContactFlow flow) {
    return switch (flow) {
      case NUMBER, ADDRESS -> "redirect:/settings/account";
      case FIRST_NUMBER -> "redirect:" + landing(visitor);
    };
  }

  /** The page first requested at the sign-in (rule 35). */
  public String landing(Visitor visitor) {
    Optional<SignIn> session = signIns.find(visitor.signIn());
    return Objects.requireNonNullElse(session.map(SignIn::landing).orElse(null), HOME);
  }
}
