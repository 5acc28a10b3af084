package org.sallyport.gate.selfservice.history;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.selfservice.ChangeBegin;
import org.sallyport.gate.session.history.PreviousSignIn;
import org.sallyport.gate.session.history.PreviousSignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.Messages;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login history, and "This wasn't me". */
@Controller
@RequestMapping("/settings/history")
@ForSignedIn
@RequiredArgsConstructor
class HistoryPage {
  private final HistoryDays days;
  private final PreviousSignIns previous;
  private final NotMe notMe;
  private final AccountChanges changes;
  private final ChangeAnswers answers;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String reported,
      Model model) {
    model.addAttribute("reported", reported != null);
    model.addAttribute("days", days.of(visitor));
    model.addAttribute("warning", warning(visitor));
    return "settings/history";
  }

  @GetMapping("/not-me")
  String ask(@AuthenticationPrincipal Visitor visitor, @RequestParam UUID id, Model model) {
    return days.find(visitor, new SignInId(id))
        .filter(HistoryRow::isReportable)
        .map(
            row -> {
              model.addAttribute("row", row);
              return "settings/not-me";
            })
        .orElse("redirect:/settings/history");
  }

  /**
   * Reports a sign-in and begins a change of the password, since it is known to somebody else. If
   * it cannot be changed now, the page says what was done.
   */
  @PostMapping("/not-me")
  String report(
      @AuthenticationPrincipal Visitor visitor, @RequestParam UUID id, HttpServletRequest request) {
    Origin origin = Origin.of(request);
    if (!notMe.report(visitor, new SignInId(id), origin)) {
      return "redirect:/settings/history";
    }
    ChangeBegin changeBegin = changes.begin(visitor, Change.PASSWORD, origin);
    return answers
        .next(changeBegin, visitor, Change.PASSWORD)
        .orElse("redirect:/settings/history?reported");
  }

  private @Nullable String warning(Visitor visitor) {
    int failed =
        previous
            .before(visitor.account(), visitor.signIn())
            .map(PreviousSignIn::failedSince)
            .orElse(0);
    return failed == 0
        ? null
        : Messages.text("settings.history.failed", failed, Counted.number(failed));
  }
}
