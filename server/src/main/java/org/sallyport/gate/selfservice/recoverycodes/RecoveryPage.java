package org.sallyport.gate.selfservice.recoverycodes;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Recovery codes: the number left, and creating a new sheet, which is shown for a few minutes. */
@Controller
@RequestMapping("/settings/recovery")
@ForSignedIn
@RequiredArgsConstructor
class RecoveryPage {
  private final RecoveryCodes codes;
  private final AccountChanges changes;
  private final ChangeAnswers answers;
  private final Installation installation;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    model.addAttribute("allowed", codes.areAllowed());
    model.addAttribute("left", codes.left(visitor));
    model.addAttribute("begun", changes.isBegun(visitor, Change.RECOVERY));
    return "settings/recovery";
  }

  /** Shows the sheet for a few minutes, only in the session that created it. */
  @GetMapping("/codes")
  String codes(@AuthenticationPrincipal Visitor visitor, Model model) {
    List<String> shown = codes.shown(visitor);
    if (shown.isEmpty()) {
      return "redirect:/settings/recovery";
    }
    model.addAttribute("codes", shown);
    model.addAttribute("file", file(visitor, shown));
    return "settings/recovery-codes";
  }

  @PostMapping
  String make(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return codes.make(visitor, origin) || !codes.shown(visitor).isEmpty()
        ? "redirect:/settings/recovery/codes"
        : answers.notBegun(visitor, Change.RECOVERY, origin, response, model);
  }

  /** The sheet as a text file for download. */
  private String file(Visitor visitor, List<String> made) {
    return installation.name()
        + "\n"
        + installation.publicUrl()
        + "\n"
        + Messages.text("settings.recovery-codes.file", visitor.username())
        + "\n\n"
        + String.join("\n", made)
        + "\n";
  }
}
