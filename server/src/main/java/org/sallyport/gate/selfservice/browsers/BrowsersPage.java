package org.sallyport.gate.selfservice.browsers;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.trustedbrowser.RememberProperties;
import org.sallyport.gate.trustedbrowser.TrustedBrowsers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists the remembered browsers and forgets one or all of them (rule 22). */
@Controller
@RequestMapping("/settings/browsers")
@ForSignedIn
@RequiredArgsConstructor
class BrowsersPage {
  private static final String REASON = "forgotten in the settings";

  private final TrustedBrowsers browsers;
  private final BrowserRows rows;
  private final RememberProperties remember;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String forgotten,
      Model model) {
    model.addAttribute("browsers", rows.of(visitor));
    boolean offered = remember.offered() && !visitor.rights().helps();
    model.addAttribute("rememberFor", offered ? DurationText.words(remember.duration()) : null);
    model.addAttribute("admin", visitor.rights().helps());
    model.addAttribute(
        "note", forgotten == null ? null : Messages.text("settings.browsers.forgotten"));
    return "settings/browsers";
  }

  @PostMapping("/forget")
  String forget(
      @AuthenticationPrincipal Visitor visitor, @RequestParam UUID id, HttpServletRequest request) {
    TrustedBrowserId browser = new TrustedBrowserId(id);
    boolean known = browsers.forget(visitor.account(), browser, REASON, Origin.of(request));
    return known ? "redirect:/settings/browsers?forgotten" : "redirect:/settings/browsers";
  }

  @PostMapping("/forget-all")
  String forgetAll(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
    browsers.forgetAll(visitor.account(), REASON, Origin.of(request));
    return "redirect:/settings/browsers?forgotten";
  }
}
