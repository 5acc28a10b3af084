package org.sallyport.gate.selfservice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.selfservice.ChangeProperties;
import org.sallyport.gate.selfservice.browsers.BrowserRows;
import org.sallyport.gate.selfservice.devices.DeviceRow;
import org.sallyport.gate.selfservice.devices.DeviceRows;
import org.sallyport.gate.trustedbrowser.RememberProperties;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
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
      @RequestParam(defaultValue = "") String removed,
      @RequestParam(required = false) @Nullable String waits,
      @RequestParam(required = false) @Nullable String stopped,
      Model model) {
    model.addAttribute("security", view(visitor));
    model.addAttribute("note", note(changed, added, removed, waits != null, stopped != null));
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
    Optional<Change> known = Change.of(change).filter(it -> visitor.rights().cover(it.needs()));
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
            ? Messages.text("settings.security.method-waived")
            : method.map(factor -> factor.offer(account)).map(Offer::note).orElse(null),
        phone == null ? null : Phones.mask(phone),
        account.email(),
        passwordChangedAt == null ? null : passwordChangedAt.atZone(installation.zone()),
        devices.of(visitor).stream().filter(DeviceRow::allowed).map(DeviceRow::name).toList(),
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
    if (account.isStaff()) {
      return Messages.text("settings.security.no-browser-for-admins");
    }
    return remember.offered()
        ? Messages.text("settings.security.no-browser")
        : Messages.text("settings.security.no-browser-here");
  }

  /** What a change will require, shown before one is begun. */
  private String condition(Account account) {
    String factor =
        factors
            .forChange(account, Set.of())
            .map(SecondFactor::nameInSentence)
            .orElseGet(() -> Messages.text("settings.security.condition-factor"));
    boolean spare =
        factors.ways(account).stream().anyMatch(way -> !way.primary() && !way.bootstrapOnly());
    return Messages.text(
        spare ? "settings.security.condition-or-code" : "settings.security.condition",
        factor,
        DurationText.words(times.factorMaxAge()));
  }

  private static @Nullable String note(
      String changed, String added, String removed, boolean waits, boolean stopped) {
    if (waits) {
      return Messages.text("settings.security.waits");
    }
    if (stopped) {
      return Messages.text("settings.security.cancelled");
    }
    if (removed.equals(Change.PHONE.key())) {
      return Messages.text("settings.security.removed.phone");
    }
    return added.isEmpty() ? changed(changed) : added(added);
  }

  /** Empty for kinds that other pages confirm: the value is from the address. */
  private static @Nullable String changed(String kind) {
    return Change.of(kind)
        .map(
            change ->
                switch (change) {
                  case METHOD, PHONE, EMAIL, PASSWORD, WAYS ->
                      Messages.text("settings.security.changed." + kind);
                  case DEVICE, RECOVERY, ADMINISTRATION, RESETS, NAMES, SHARING, DATA -> null;
                })
        .orElse(null);
  }

  private static @Nullable String added(String kind) {
    return Change.of(kind)
        .filter(change -> change == Change.PHONE || change == Change.EMAIL)
        .map(change -> Messages.text("settings.security.added." + kind))
        .orElse(null);
  }
}
