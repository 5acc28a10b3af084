package org.sallyport.gate.selfservice.stepup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.gate.selfservice.ChangeProperties;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.installation.Installation;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * "I no longer have this": explains which method replaces the lost one and how long the change is
 * then delayed, before anything is sent (rule 28).
 */
@Controller
@RequestMapping("/settings/confirm/lost")
@ForSignedIn
@RequiredArgsConstructor
class LostMethodPage {
  private final StepUps stepUps;
  private final LostMethods methods;
  private final ChangeAnswers answers;
  private final ChangeProperties times;
  private final Installation installation;
  private final Clock clock;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    Account account = stepUps.account(visitor);
    Optional<LostMethods.Lost> lost = methods.lost(account, visitor);
    if (lost.isEmpty()) {
      return "redirect:/settings/account";
    }
    SecondFactor next = lost.get().next();
    Instant due = clock.instant().plus(times.lostMethodDelay());
    model.addAttribute("method", lost.get().method().nameInSentence());
    model.addAttribute("purpose", lost.get().change().purpose());
    model.addAttribute("next", next == null ? null : next.nameInSentence());
    model.addAttribute("wait", DurationText.words(times.lostMethodDelay()));
    model.addAttribute("due", due.atZone(installation.zone()));
    model.addAttribute("removalOnly", lost.get().change() == Change.DEVICE);
    model.addAttribute("canWait", lost.get().change().canWait());
    model.addAttribute("full", methods.isFull(account) ? DelayedChanges.limitReached() : null);
    model.addAttribute("recovery", stepUps.hasOtherWay(visitor));
    return "settings/lost";
  }

  @PostMapping
  String lose(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<ChallengeResult> challenge = methods.lose(visitor, Origin.of(request));
    return challenge.isEmpty()
        ? "redirect:/settings/confirm/lost"
        : answers.prompt(challenge.get(), visitor, response, model);
  }
}
