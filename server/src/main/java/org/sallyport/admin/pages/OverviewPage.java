package org.sallyport.admin.pages;

import org.sallyport.access.annotations.ForHelpDesk;
import org.sallyport.accountrecovery.reset.FactorResets;
import org.sallyport.delivery.FailedMessages;
import org.sallyport.installation.Installation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page of administration: what needs attention. */
@Controller
@ForHelpDesk
class OverviewPage {
  private final FactorResets resets;
  private final FailedMessages messages;
  private final Installation installation;

  OverviewPage(FactorResets resets, FailedMessages messages, Installation installation) {
    this.resets = resets;
    this.messages = messages;
    this.installation = installation;
  }

  @GetMapping("/admin")
  String page(Model model) {
    model.addAttribute(
        "troubles",
        messages.ofLate().stream()
            .map(trouble -> ChannelTrouble.of(trouble, installation.zone()))
            .toList());
    model.addAttribute("openResets", resets.open().size());
    return "admin/overview";
  }
}
