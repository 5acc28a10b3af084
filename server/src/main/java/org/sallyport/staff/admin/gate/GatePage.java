package org.sallyport.staff.admin.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForHelpDesk;
import org.sallyport.platform.installation.DurationText;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Says that the administration pages need a fresh second factor, and leads on when it is given. */
@Controller
@ForHelpDesk
@RequiredArgsConstructor
class GatePage {
  static final String PATH = "/admin/confirm";
  static final String RETURN = "/admin/continue";

  private final StaffGate gate;
  private final AdminProperties properties;

  @GetMapping(PATH)
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String unsent,
      HttpServletResponse response,
      Model model) {
    return switch (gate.look(visitor, Rights.HELP_DESK)) {
      case StaffAccess.Open _ -> "redirect:" + RETURN;
      case StaffAccess.TooMany _ -> "redirect:" + RETURN;
      case StaffAccess.SessionOver _ -> "redirect:/login";
      case StaffAccess.FactorRequired _ -> show(false, unsent != null, response, model);
      case StaffAccess.AccountLocked _ -> show(true, unsent != null, response, model);
    };
  }

  /** Leads to the page that was asked for; reached after the second factor was given. */
  @GetMapping(RETURN)
  String onwards(HttpServletRequest request, HttpServletResponse response) {
    return "redirect:" + RequestedPage.take(request, response);
  }

  private String show(boolean locked, boolean unsent, HttpServletResponse response, Model model) {
    if (locked) {
      response.setStatus(HttpStatus.FORBIDDEN.value());
    }
    model.addAttribute("locked", locked);
    model.addAttribute("unsent", unsent);
    model.addAttribute("lasts", DurationText.words(properties.factorMaxAge()));
    return "admin/confirm";
  }
}
