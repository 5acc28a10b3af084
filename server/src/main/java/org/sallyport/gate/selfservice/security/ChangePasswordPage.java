package org.sallyport.gate.selfservice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.gate.secondfactor.view.PromptTimes;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.session.KnownBrowsers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes the password. */
@Controller
@RequestMapping("/settings/password")
@ForSignedIn
@RequiredArgsConstructor
class ChangePasswordPage {
  private static final String RETRY_SECONDS = "5";

  private final AccountChanges changes;
  private final PasswordChanges passwords;
  private final PasswordRules rules;
  private final KnownBrowsers knownBrowsers;
  private final PromptTimes promptTimes;
  private final ChangeAnswers answers;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    return changes.isBegun(visitor, Change.PASSWORD)
        ? form(visitor, null, null, model)
        : "redirect:/settings/account";
  }

  @PostMapping
  String change(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String current,
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    String knownBrowser = knownBrowsers.known(visitor.username(), request);
    PasswordChanges.Typed typed = new PasswordChanges.Typed(current, password, knownBrowser);
    RefusedForm.answer(response);
    return switch (passwords.change(visitor, typed, origin)) {
      case PasswordChange.Changed changed -> {
        knownBrowsers.remember(visitor.signIn(), visitor.username(), request, response);
        yield "redirect:/settings/account?changed=password";
      }
      case PasswordChange.Waits waits -> "redirect:/settings/account?waits";
      case PasswordChange.NewPasswordRejected refused ->
          form(visitor, null, refused.words(), model);
      case PasswordChange.WrongPassword wrong ->
          form(visitor, Messages.text("settings.password.wrong"), null, model);
      case PasswordChange.Throttled throttled ->
          throttle(visitor, throttled.until(), response, model);
      case PasswordChange.Busy busy -> busy(visitor, response, model);
      case PasswordChange.NotBegun notBegun ->
          answers.notBegun(visitor, Change.PASSWORD, origin, response, model);
    };
  }

  private String throttle(
      Visitor visitor, Instant until, HttpServletResponse response, Model model) {
    answers.retryAfter(until, response);
    String problem =
        Messages.text(
            "settings.password.throttled",
            DurationText.toWait(Math.max(1, promptTimes.secondsUntil(until))));
    return form(visitor, problem, null, model);
  }

  private String busy(Visitor visitor, HttpServletResponse response, Model model) {
    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    return form(visitor, Messages.text("settings.password.busy"), null, model);
  }

  private String form(
      Visitor visitor, @Nullable String currentProblem, @Nullable String problem, Model model) {
    model.addAttribute("username", visitor.username());
    model.addAttribute("minLength", rules.minLength());
    model.addAttribute("directory", passwords.isOfDirectory(visitor));
    model.addAttribute("currentProblem", currentProblem);
    model.addAttribute("problem", problem);
    return "settings/password";
  }
}
