package org.sallyport.selfservice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.ForSignedIn;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.account.Phones;
import org.sallyport.installation.DurationText;
import org.sallyport.installation.Installation;
import org.sallyport.secondfactor.Offer;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.selfservice.Change;
import org.sallyport.selfservice.ChangeAnswers;
import org.sallyport.selfservice.ChangeProperties;
import org.sallyport.selfservice.browsers.BrowserRows;
import org.sallyport.selfservice.devices.DeviceRow;
import org.sallyport.selfservice.devices.DeviceRows;
import org.sallyport.trustedbrowser.RememberProperties;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** User settings &gt; My Account &gt; Security: an overview, from which each change begins. */
@Controller
@RequestMapping("/settings")
@ForSignedIn
class SecurityPage {
  private final Accounts accounts;
  private final SecondFactors factors;
  private final SecurityCheckups securityCheckups;
  private final DeviceRows devices;
  private final BrowserRows browsers;
  private final DelayedRows delayed;
  private final ChangeAnswers answers;
  private final ChangeProperties times;
  private final RememberProperties remember;
  private final Installation installation;

  SecurityPage(
      Accounts accounts,
      SecondFactors factors,
      SecurityCheckups securityCheckups,
      DeviceRows devices,
      BrowserRows browsers,
      DelayedRows delayed,
      ChangeAnswers answers,
      ChangeProperties times,
      RememberProperties remember,
      Installation installation) {
    this.accounts = accounts;
    this.factors = factors;
    this.securityCheckups = securityCheckups;
    this.devices = devices;
    this.browsers = browsers;
    this.delayed = delayed;
    this.answers = answers;
    this.times = times;
    this.remember = remember;
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
      @RequestParam(defaultValue = "") String added,
      @RequestParam(required = false) @Nullable String waits,
      @RequestParam(required = false) @Nullable String stopped,
      Model model) {
    model.addAttribute("security", view(visitor));
    model.addAttribute("note", note(changed, added, waits != null, stopped != null));
    return "settings/security";
  }

  /** Begins a change. A GET request begins nothing. */
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
        securityCheckups.of(account),
        method.map(SecondFactor::name).orElse(null),
        factors.waived(account)
            ? "Not asked for: your password alone opens your account."
            : method.map(factor -> factor.offer(account)).map(Offer::note).orElse(null),
        phone == null ? null : Phones.mask(phone),
        account.email(),
        passwordChangedAt == null ? null : passwordChangedAt.atZone(installation.zone()),
        devices.of(visitor).stream().map(DeviceRow::name).toList(),
        browsers.of(visitor),
        browsersNote(account),
        condition(account),
        factors.ways(account).stream()
            .filter(way -> !way.method().equals(account.method()))
            .map(SecondFactor::name)
            .toList(),
        !factors.optionalWays(account).isEmpty(),
        delayed.of(account.id()));
  }

  private String browsersNote(Account account) {
    if (account.isAdmin()) {
      return "None. For an account that runs the installation no browser is remembered.";
    }
    return remember.offered()
        ? "None. A browser is remembered when you tick the box at a sign-in."
        : "None. Here every sign-in asks for the second factor.";
  }

  /** What a change will require, shown before one is begun. */
  private String condition(Account account) {
    String factor =
        factors
            .forChange(account, Set.of())
            .map(SecondFactor::nameInSentence)
            .orElse("your second factor");
    return String.format(
        Locale.ROOT,
        "A change asks for %s, or a recovery code, given in the last %s. You no longer have it? The page says what else"
            + " is possible, and how long the change then waits.",
        factor,
        DurationText.words(times.fresh()));
  }

  private static @Nullable String note(
      String changed, String added, boolean waits, boolean stopped) {
    if (waits) {
      return "Your change is taken, and waits. You can cancel it below until it takes effect.";
    }
    if (stopped) {
      return "Cancelled. Nothing was changed.";
    }
    String word = added.isEmpty() ? "changed" : "added";
    return Change.of(added.isEmpty() ? changed : added)
        .filter(change -> !change.forAdmins())
        .map(change -> note(change, word))
        .orElse(null);
  }

  private static String note(Change change, String word) {
    String what =
        switch (change) {
          case METHOD -> "method";
          case PHONE -> "mobile number";
          case EMAIL -> "e-mail address";
          case PASSWORD -> "password";
          case DEVICE -> "device";
          case RECOVERY -> "sheet of recovery codes";
          case WAYS -> "choice of other ways to sign in";
          case RESETS, NAMES -> "installation";
        };
    String ended =
        change == Change.WAYS
            ? "Every other session has ended."
            : "Every other session and all remembered browsers have ended.";
    return String.format(Locale.ROOT, "Your %s is %s. %s", what, word, ended);
  }
}
