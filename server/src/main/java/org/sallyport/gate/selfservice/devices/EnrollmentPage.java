package org.sallyport.gate.selfservice.devices;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.enrollment.DeviceNameRule;
import org.sallyport.gate.secondfactor.enrollment.EnrollableFactor;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentPrompt;
import org.sallyport.gate.secondfactor.enrollment.EnrollmentResult;
import org.sallyport.gate.secondfactor.enrollment.QrPicture;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.selfservice.ChangeBegin;
import org.sallyport.platform.access.BackgroundRequestMark;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Links a device: begun after a fresh second factor, confirmed by the new device. */
@Controller
@RequestMapping("/settings/devices/link/{method}")
@ForSignedIn
@RequiredArgsConstructor
class EnrollmentPage {
  private final SecondFactors factors;
  private final DeviceChanges devices;
  private final AccountChanges changes;
  private final Accounts accounts;
  private final ChangeAnswers answers;
  private final DeviceNames names;
  private final DeviceRows rows;

  /** Shows the pending enrolment. A GET request begins nothing. */
  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String method,
      HttpServletRequest request,
      Model model) {
    return factors
        .linkable(method)
        .flatMap(factor -> pendingForm(visitor, factor, request, model))
        .orElseGet(() -> "redirect:" + BackgroundRequestMark.on(request, "/settings/devices"));
  }

  private Optional<String> pendingForm(
      Visitor visitor, EnrollableFactor factor, HttpServletRequest request, Model model) {
    return devices
        .pending(visitor, factor)
        .map(
            enrollmentPrompt -> {
              String name = names.propose(account(visitor), enrollmentPrompt, request);
              return form(visitor, factor, enrollmentPrompt, name, null, model);
            });
  }

  /** Polled by the page that waits for a phone: whether there is something new to show. */
  @GetMapping("/state")
  @ResponseBody
  String state(@AuthenticationPrincipal Visitor visitor, @PathVariable String method) {
    return factors
        .linkable(method)
        .flatMap(factor -> devices.pending(visitor, factor))
        .map(
            enrollmentPrompt ->
                enrollmentPrompt instanceof EnrollmentPrompt.ByPhone phone && phone.phone() == null
                    ? "waiting"
                    : "changed")
        .orElse("changed");
  }

  @PostMapping
  String begin(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String method,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<EnrollableFactor> factor = factors.linkable(method);
    if (factor.isEmpty()) {
      return "redirect:/settings/devices";
    }
    if (devices.isRemovalOnly(visitor)) {
      return answers.notLinkedWithoutLost(response, model);
    }
    ChangeBegin changeBegin = changes.begin(visitor, Change.DEVICE, Origin.of(request));
    if (!(changeBegin instanceof ChangeBegin.Begun)) {
      return answers.answer(changeBegin, visitor, Change.DEVICE, response, model);
    }
    devices.begin(visitor, factor.get());
    return "redirect:/settings/devices/link/" + factor.get().method();
  }

  @PostMapping("/confirm")
  String confirm(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String method,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String credential,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(required = false) @Nullable String usual,
      @RequestParam(required = false) @Nullable UUID replaces,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<EnrollableFactor> factor = factors.linkable(method);
    if (factor.isEmpty()) {
      return "redirect:/settings/devices";
    }
    String problem = DeviceNameRule.problem(name);
    if (problem != null) {
      return refuse(visitor, factor.get(), "", problem, response, model);
    }
    Origin origin = Origin.of(request);
    String answer = credential.isEmpty() ? code : credential;
    DeviceChanges.EnrollmentAttempt attempt =
        new DeviceChanges.EnrollmentAttempt(
            name, usual != null, replaces == null ? null : new DeviceId(replaces));
    return switch (devices.confirm(visitor, factor.get(), answer, attempt, origin)) {
      case EnrollmentResult.Linked _ -> "redirect:/settings/devices?linked";
      case EnrollmentResult.NotConfirmed not ->
          refuse(visitor, factor.get(), name, not.words(), response, model);
      case EnrollmentResult.TriesUsedUp usedUp ->
          answers.linkAgain(usedUp.words(), response, model);
      case EnrollmentResult.NothingPending _ ->
          answers.notBegun(visitor, Change.DEVICE, origin, response, model);
    };
  }

  private String refuse(
      Visitor visitor,
      EnrollableFactor factor,
      String name,
      String problem,
      HttpServletResponse response,
      Model model) {
    Optional<EnrollmentPrompt> enrollmentPrompt = devices.pending(visitor, factor);
    if (enrollmentPrompt.isEmpty()) {
      return "redirect:/settings/devices";
    }
    RefusedForm.answer(response);
    return form(visitor, factor, enrollmentPrompt.get(), name, problem, model);
  }

  private String form(
      Visitor visitor,
      EnrollableFactor factor,
      EnrollmentPrompt enrollmentPrompt,
      String name,
      @Nullable String problem,
      Model model) {
    model.addAttribute("thing", factor.thing());
    model.addAttribute("action", "/settings/devices/link/" + factor.method() + "/confirm");
    model.addAttribute("deviceName", name);
    model.addAttribute("problem", problem);
    model.addAttribute("usualOffered", hasOtherMethod(account(visitor), factor));
    model.addAttribute("usualTicked", !isWeaker(factor, account(visitor)));
    return switch (enrollmentPrompt) {
      case EnrollmentPrompt.BySecret secret -> bySecret(secret, model);
      case EnrollmentPrompt.ByCredential credential -> byCredential(credential, model);
      case EnrollmentPrompt.ByPhone phone -> byPhone(visitor, factor, phone, model);
    };
  }

  private static boolean hasOtherMethod(Account account, EnrollableFactor factor) {
    return account.method() != null && !account.method().equals(factor.method());
  }

  /** Whether sign-ins with the factor would be weaker than with the present method. */
  private boolean isWeaker(EnrollableFactor factor, Account account) {
    return Optional.ofNullable(account.method())
        .flatMap(factors::byMethod)
        .filter(present -> present.strength() > factor.strength())
        .isPresent();
  }

  private static String bySecret(EnrollmentPrompt.BySecret secret, Model model) {
    model.addAttribute("qr", QrPicture.of(secret.uri()));
    model.addAttribute("secret", secret.secret());
    return "settings/link-secret";
  }

  private static String byCredential(EnrollmentPrompt.ByCredential credential, Model model) {
    model.addAttribute("creation", credential.options());
    return "settings/link-passkey";
  }

  private String byPhone(
      Visitor visitor, EnrollableFactor factor, EnrollmentPrompt.ByPhone phone, Model model) {
    model.addAttribute("qr", phone.phone() == null ? QrPicture.of(phone.uri()) : null);
    model.addAttribute("secret", phone.secret());
    model.addAttribute("phone", phone.phone());
    model.addAttribute("replaceable", rows.of(visitor, factor.method()));
    model.addAttribute("again", "/settings/devices/link/" + factor.method());
    return "settings/link-phone";
  }

  private Account account(Visitor visitor) {
    return accounts.find(visitor.account()).orElseThrow();
  }
}
