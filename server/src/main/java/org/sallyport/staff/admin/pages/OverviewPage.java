package org.sallyport.staff.admin.pages;

import lombok.RequiredArgsConstructor;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForHelpDesk;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page of admins: what needs attention. That of the help desk is its search. */
@Controller
@ForHelpDesk
@RequiredArgsConstructor
class OverviewPage {
  private final FactorResets resets;
  private final ChannelTroubles troubles;

  @GetMapping("/admin")
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    if (!visitor.admin()) {
      return "redirect:/admin/desk";
    }
    model.addAttribute("troubles", troubles.ofLate());
    model.addAttribute("openResets", resets.open().size());
    return "admin/overview";
  }
}
