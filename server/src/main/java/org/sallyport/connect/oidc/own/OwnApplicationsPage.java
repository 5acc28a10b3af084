package org.sallyport.connect.oidc.own;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
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

/** Lists the applications of an account and ends one. */
@Controller
@RequestMapping("/settings/applications")
@ForSignedIn
@RequiredArgsConstructor
class OwnApplicationsPage {
  private final OwnApplications applications;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String ended,
      Model model) {
    model.addAttribute("applications", applications.of(visitor.account()));
    model.addAttribute("note", ended == null ? null : Messages.text("settings.applications.ended"));
    return "settings/applications";
  }

  @PostMapping("/end")
  String end(
      @AuthenticationPrincipal Visitor visitor, @RequestParam UUID id, HttpServletRequest request) {
    boolean ended = applications.end(visitor, id, Origin.of(request));
    return ended ? "redirect:/settings/applications?ended" : "redirect:/settings/applications";
  }
}
