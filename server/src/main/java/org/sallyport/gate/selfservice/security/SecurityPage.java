package org.sallyport.gate.selfservice.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
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
@RequiredArgsConstructor
class SecurityPage {
  private final SecurityViews views;
  private final ChangeAnswers answers;

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
    model.addAttribute("security", views.of(visitor));
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
                  case METHOD, PHONE, EMAIL, PASSWORD, WAYS, ELSEWHERE ->
                      Messages.text("settings.security.changed." + kind);
                  case DEVICE,
                      RECOVERY,
                      ADMINISTRATION,
                      RESETS,
                      NAMES,
                      SHARING,
                      GROUPS,
                      DATA,
                      APPLICATION,
                      PROXIED_APPLICATION,
                      EXTERNAL_MFA ->
                      null;
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
