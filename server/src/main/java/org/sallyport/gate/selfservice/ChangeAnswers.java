package org.sallyport.gate.selfservice;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.view.PromptTimes;
import org.sallyport.gate.selfservice.stepup.StepUps;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Responses shared by the pages of all changes. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ChangeAnswers {
  /** After this time, the limits on codes and tries of a verification start over. */
  private static final Duration LIMIT_WINDOW = Duration.ofMinutes(30);

  private final AccountChanges changes;
  private final StepUps stepUps;
  private final PromptTimes promptTimes;
  private final ChangeProperties times;
  private final Clock clock;

  /** Begins a change and redirects to its page, or to the step required first. */
  public String begin(
      Visitor visitor, Change change, Origin origin, HttpServletResponse response, Model model) {
    return answer(changes.begin(visitor, change, origin), visitor, change, response, model);
  }

  /**
   * Does in one step what needs a fresh second factor, or responds with the step required first.
   */
  public String afterFactor(
      Visitor visitor,
      Change change,
      Origin origin,
      HttpServletResponse response,
      Model model,
      Supplier<String> act) {
    ChangeBegin given = changes.require(visitor, change, origin);
    return given instanceof ChangeBegin.Begun
        ? act.get()
        : answer(given, visitor, change, response, model);
  }

  /** The response to the attempt to begin a change. */
  public String answer(
      ChangeBegin changeBegin,
      Visitor visitor,
      Change change,
      HttpServletResponse response,
      Model model) {
    return switch (changeBegin) {
      case ChangeBegin.Begun _ -> "redirect:" + change.page();
      case ChangeBegin.FactorRequired required ->
          prompt(required.challenge(), visitor, response, model);
      case ChangeBegin.AccountLocked locked -> locked(locked.reference(), response, model);
      case ChangeBegin.NoFactor _ -> noFactor(response, model);
      case ChangeBegin.SessionOver _ -> "redirect:/login";
    };
  }

  /**
   * The redirect that follows the attempt to begin a change; empty if the change cannot be begun.
   */
  public Optional<String> next(ChangeBegin changeBegin, Visitor visitor, Change change) {
    return switch (changeBegin) {
      case ChangeBegin.Begun _ -> Optional.of("redirect:" + change.page());
      case ChangeBegin.SessionOver _ -> Optional.of("redirect:/login");
      case ChangeBegin.FactorRequired required when isPromptOpen(required.challenge(), visitor) ->
          Optional.of("redirect:/settings/confirm");
      case ChangeBegin.FactorRequired _ -> Optional.empty();
      case ChangeBegin.AccountLocked _ -> Optional.empty();
      case ChangeBegin.NoFactor _ -> Optional.empty();
    };
  }

  /** Whether a prompt is open. A code sent earlier is enough while it is valid. */
  private boolean isPromptOpen(ChallengeResult challengeResult, Visitor visitor) {
    return !(challengeResult instanceof ChallengeResult.NotLinked)
        && stepUps.question(visitor, false).filter(this::isOpen).isPresent();
  }

  /** Redirects to the prompt, or explains why no challenge could be issued. */
  public String prompt(
      ChallengeResult challengeResult, Visitor visitor, HttpServletResponse response, Model model) {
    if (challengeResult instanceof ChallengeResult.NotLinked) {
      return noFactor(response, model);
    }
    if (isPromptOpen(challengeResult, visitor)) {
      return "redirect:/settings/confirm";
    }
    String page = tooMany(challengeResult, response, model);
    offerOtherWay(visitor, model);
    return page;
  }

  private void offerOtherWay(Visitor visitor, Model model) {
    if (stepUps.hasOtherWay(visitor) && stepUps.question(visitor, true).isPresent()) {
      model.addAttribute("otherHref", "/settings/confirm?by=other");
      model.addAttribute("otherText", Messages.text("settings.refusal.other-way"));
    }
  }

  private boolean isOpen(Prompt question) {
    Instant until = question.validUntil();
    return until == null || clock.instant().isBefore(until);
  }

  /** No code can be sent now: gives the reason and when the change can be begun again (rule 9). */
  public String tooMany(
      ChallengeResult challengeResult, HttpServletResponse response, Model model) {
    Instant again = again(challengeResult);
    retryAfter(again, response);
    String reason = whyNotSent(challengeResult);
    return message(
        model,
        Messages.text("settings.refusal.no-code-heading"),
        Messages.text("settings.refusal.no-code", reason, promptTimes.inOrAt(again)));
  }

  /** Why no code can be sent now, and when the next one can: for a form that is shown again. */
  public String notSent(ChallengeResult challengeResult) {
    return whyNotSent(challengeResult)
        + " "
        + Messages.text("prompt.wait.next", promptTimes.inOrAt(again(challengeResult)));
  }

  private static String whyNotSent(ChallengeResult challengeResult) {
    return switch (challengeResult) {
      case ChallengeResult.NotBefore notBefore -> notBefore.reason();
      case ChallengeResult.JustSent _ -> Messages.text("settings.refusal.just-sent");
      default -> Messages.text("settings.refusal.too-many-sent");
    };
  }

  /** When the next code can be sent. */
  public Instant again(ChallengeResult challengeResult) {
    return switch (challengeResult) {
      case ChallengeResult.JustSent justSent -> justSent.until();
      case ChallengeResult.NotBefore notBefore -> notBefore.until();
      case ChallengeResult.Issued _ -> clock.instant();
      case ChallengeResult.Exhausted _ -> clock.instant().plus(LIMIT_WINDOW);
      case ChallengeResult.NotLinked _ -> clock.instant().plus(LIMIT_WINDOW);
    };
  }

  /** Too many codes of a contact verification were wrong. */
  public String triesUsedUp(HttpServletResponse response, Model model) {
    RefusedForm.answer(response);
    return message(
        model,
        Messages.text("settings.refusal.tries-heading"),
        Messages.text("settings.refusal.tries"));
  }

  /** The tries of a device that is being linked are used up: linking must be begun again. */
  public String linkAgain(String words, HttpServletResponse response, Model model) {
    RefusedForm.answer(response);
    return deviceMessage(model, Messages.text("settings.refusal.tries-heading"), words);
  }

  /** The change was confirmed without a lost method, so a device can only be removed (rule 28). */
  public String notLinkedWithoutLost(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.CONFLICT.value());
    return deviceMessage(
        model,
        Messages.text("settings.refusal.not-linked-heading"),
        Messages.text("settings.devices.removal-only"));
  }

  /** The account is locked: no change is made, but this session stays valid (rules 15, 28). */
  public String locked(@Nullable String reference, HttpServletResponse response, Model model) {
    RefusedForm.answer(response);
    String lead = Messages.text("settings.refusal.locked");
    return message(
        model,
        Messages.text("settings.refusal.locked-heading"),
        reference == null
            ? lead
            : Messages.text("settings.refusal.lock-reference", lead, reference));
  }

  private String noFactor(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    return message(
        model,
        Messages.text("settings.refusal.no-factor-heading"),
        Messages.text("settings.refusal.no-factor", DurationText.words(times.factorMaxAge())));
  }

  /** Refuses a change that was not begun or took too long. */
  public String notBegun(
      Visitor visitor, Change change, Origin origin, HttpServletResponse response, Model model) {
    boolean tookLong = changes.refuse(visitor, change, origin);
    Account account = stepUps.account(visitor);
    if (account.isLocked()) {
      return locked(account.lockReference(), response, model);
    }
    Optional<Instant> made = changes.finishedAt(visitor, change);
    if (made.isPresent()) {
      return madeBefore(made.get(), response, model);
    }
    return tookLong ? tooLate(response, model) : neverBegun(response, model);
  }

  private String tooLate(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    return message(
        model,
        Messages.text("settings.refusal.too-late-heading"),
        Messages.text("settings.refusal.too-late", DurationText.words(times.ttl())));
  }

  private static String neverBegun(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.FORBIDDEN.value());
    return message(
        model,
        Messages.text("settings.refusal.not-begun-heading"),
        Messages.text("settings.refusal.not-begun"));
  }

  /** The change would be delayed, and the limit on delayed changes is reached. */
  public String full(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    return message(
        model, Messages.text("settings.refusal.full-heading"), DelayedChanges.limitReached());
  }

  /** The form of a finished change was submitted again. */
  private String madeBefore(Instant at, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.CONFLICT.value());
    return message(
        model,
        Messages.text("settings.refusal.done-heading"),
        Messages.text("settings.refusal.done", promptTimes.timeAndZone(at)));
  }

  /** Sets status 429 and {@code Retry-After} (rule 9). */
  public void retryAfter(Instant until, HttpServletResponse response) {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(
        HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, promptTimes.secondsUntil(until))));
  }

  private static String deviceMessage(Model model, String heading, String lead) {
    String page = message(model, heading, lead);
    model.addAttribute("linkHref", Change.DEVICE.page());
    model.addAttribute("linkText", Messages.text("settings.refusal.back-to-devices"));
    return page;
  }

  private static String message(Model model, String heading, String lead) {
    model.addAttribute("heading", heading);
    model.addAttribute("lead", lead);
    model.addAttribute("alert", true);
    model.addAttribute("linkHref", "/settings/account");
    model.addAttribute("linkText", Messages.text("settings.refusal.back"));
    return "message";
  }
}
