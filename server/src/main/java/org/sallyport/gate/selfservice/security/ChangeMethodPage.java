package org.sallyport.gate.selfservice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes the second-factor method. */
@Controller
@RequestMapping("/settings/method")
@ForSignedIn
@RequiredArgsConstructor
class ChangeMethodPage {
  private final AccountChanges changes;
  private final MethodChanges methods;
  private final Accounts accounts;
  private final ChangeAnswers answers;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    return changes.isBegun(visitor, Change.METHOD)
        ? form(visitor, null, model)
        : "redirect:/settings/account";
  }

  @PostMapping
  String choose(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String method,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return switch (methods.choose(visitor, method, origin)) {
      case CHANGED -> "redirect:/settings/account?changed=method";
      case WAITS -> "redirect:/settings/account?waits";
      case FULL -> answers.full(response, model);
      case SAME -> "redirect:/settings/account";
      case NOT_OFFERED -> notOffered(visitor, response, model);
      case NOT_BEGUN -> answers.notBegun(visitor, Change.METHOD, origin, response, model);
    };
  }

  private String notOffered(Visitor visitor, HttpServletResponse response, Model model) {
    RefusedForm.answer(response);
    return form(visitor, Messages.text("settings.method.not-offered"), model);
  }

  private String form(Visitor visitor, @Nullable String problem, Model model) {
    model.addAttribute("options", methods.offers(accounts.find(visitor.account()).orElseThrow()));
    model.addAttribute("problem", problem);
    return "settings/method";
  }
}
