package org.sallyport.gate.signin.landing;

import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where pages of a session lead after somebody has signed in anew in the same browser. */
@Controller
@ForAnyone
class OtherSessionPage {
  @GetMapping("/session/other")
  String page(Model model) {
    model.addAttribute("heading", Messages.text("signin.other-session.heading"));
    model.addAttribute("lead", Messages.text("signin.other-session.lead"));
    model.addAttribute("alert", false);
    model.addAttribute("linkHref", "/");
    model.addAttribute("linkText", Messages.text("common.continue"));
    return "message";
  }
}
