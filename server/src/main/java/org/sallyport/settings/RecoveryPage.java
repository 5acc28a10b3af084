package org.sallyport.settings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.sallyport.access.ForSignedIn;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.installation.Installation;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Recovery codes: how many are left, and a new sheet, which is shown once. */
@Controller
@RequestMapping("/settings/recovery")
@ForSignedIn
class RecoveryPage {
  private final RecoveryCodes codes;
  private final AccountChanges changes;
  private final ChangeAnswers answers;
  private final Installation installation;

  RecoveryPage(
      RecoveryCodes codes,
      AccountChanges changes,
      ChangeAnswers answers,
      Installation installation) {
    this.codes = codes;
    this.changes = changes;
    this.answers = answers;
    this.installation = installation;
  }

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    model.addAttribute("left", codes.left(visitor));
    model.addAttribute("begun", changes.isBegun(visitor, Change.RECOVERY));
    return "settings/recovery";
  }

  /** The answer is the sheet itself: it is nowhere to be read again. */
  @PostMapping
  String make(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    Optional<List<String>> made = codes.make(visitor, origin);
    if (made.isEmpty()) {
      return answers.notBegun(visitor, Change.RECOVERY, origin, response, model);
    }
    model.addAttribute("codes", made.get());
    model.addAttribute("file", file(visitor, made.get()));
    return "settings/recovery-codes";
  }

  /** The sheet as a text to be saved. */
  private String file(Visitor visitor, List<String> made) {
    return installation.name()
        + "\n"
        + installation.publicUrl()
        + "\nRecovery codes of "
        + visitor.username()
        + ", each good once\n\n"
        + String.join("\n", made)
        + "\n";
  }
}
