package org.sallyport.settings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.ForSignedIn;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.account.Phones;
import org.sallyport.installation.Installation;
import org.sallyport.secondfactor.Offer;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** User settings, My Account, Security: what there is, and where each change begins. */
@Controller
@RequestMapping("/settings")
@ForSignedIn
@EnableConfigurationProperties(ChangeProperties.class)
class SecurityPage {
  private final Accounts accounts;
  private final SecondFactors factors;
  private final Safeties safeties;
  private final DeviceRows devices;
  private final BrowserRows browsers;
  private final ChangeAnswers answers;
  private final ChangeProperties times;
  private final Installation installation;

  SecurityPage(
      Accounts accounts,
      SecondFactors factors,
      Safeties safeties,
      DeviceRows devices,
      BrowserRows browsers,
      ChangeAnswers answers,
      ChangeProperties times,
      Installation installation) {
    this.accounts = accounts;
    this.factors = factors;
    this.safeties = safeties;
    this.devices = devices;
    this.browsers = browsers;
    this.answers = answers;
    this.times = times;
    this.installation = installation;
  }

  @GetMapping
  String settings() {
    return "redirect:/settings/account";
  }

  @GetMapping("/account")
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String changed,
      Model model) {
    model.addAttribute("security", view(visitor));
    model.addAttribute(
        "note",
        Change.of(changed)
            .filter(change -> !change.forAdmins())
            .map(SecurityPage::note)
            .orElse(null));
    return "settings/security";
  }

  /** Begins a change. A page that is only looked at begins nothing. */
  @PostMapping("/begin")
  String begin(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String change,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Change> known = Change.of(change).filter(it -> !it.forAdmins() || visitor.admin());
    return known.isEmpty()
        ? "redirect:/settings/account"
        : answers.begin(visitor, known.get(), Origin.of(request), response, model);
  }

  private SecurityView view(Visitor visitor) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    Optional<SecondFactor> method =
        Optional.ofNullable(account.method()).flatMap(factors::byMethod);
    String phone = account.phone();
    Instant passwordChangedAt = account.passwordChangedAt();
    return new SecurityView(
        safeties.of(account),
        method.map(SecondFactor::name).orElse(null),
        factors.waived(account)
            ? "Not asked for: your password alone opens your account."
            : method.map(factor -> factor.offer(account)).map(Offer::note).orElse(null),
        phone == null ? null : Phones.mask(phone),
        account.email(),
        passwordChangedAt == null ? null : passwordChangedAt.atZone(installation.zone()),
        devices.of(visitor).stream().map(DeviceRow::name).toList(),
        browsers.of(visitor),
        times.fresh().toMinutes());
  }

  private static @Nullable String note(Change change) {
    String what =
        switch (change) {
          case METHOD -> "method";
          case PHONE -> "mobile number";
          case EMAIL -> "e-mail address";
          case PASSWORD -> "password";
          case DEVICE -> "device";
          case RECOVERY -> "sheet of recovery codes";
          case RESETS, NAMES -> "installation";
        };
    return String.format(
        Locale.ROOT,
        "Your %s is changed. Every other session and all remembered browsers have ended.",
        what);
  }
}
