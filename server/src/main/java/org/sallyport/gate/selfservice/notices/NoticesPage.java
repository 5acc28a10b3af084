package org.sallyport.gate.selfservice.notices;

import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.notifications.OptionalMail;
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

/** Lets the owner choose mails about new studies. */
@Controller
@RequestMapping("/settings/notifications")
@ForSignedIn
@RequiredArgsConstructor
class NoticesPage {
  private final OptionalMail mails;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String saved,
      Model model) {
    model.addAttribute("newStudies", mails.wanted(visitor.account()));
    model.addAttribute("note", saved == null ? null : Messages.text("settings.notices.saved"));
    return "settings/notifications";
  }

  @PostMapping
  String save(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(name = "new-studies", defaultValue = "") String newStudies) {
    if (newStudies.equals("yes")) {
      mails.want(visitor.account());
    } else {
      mails.stop(visitor.account());
    }
    return "redirect:/settings/notifications?saved";
  }
}
