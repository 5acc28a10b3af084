package org.sallyport.gate.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactor.Offer;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.view.PromptProblems;
import org.sallyport.gate.secondfactor.view.PromptTimes;
import org.sallyport.gate.session.KnownBrowsers;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.gate.signin.password.PasswordAlone;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAttempt;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The method chooser for accounts without a method (rules 25 to 27), and "Use another way" for the
 * others (rule 30). Neither completes a step.
 */
@Controller
@ForAttempt
@RequiredArgsConstructor
class MethodPage {
  /** How many methods the chooser shows at once; the others are under "More ways". */
  private static final int MAX_SHOWN = 3;

  private static final long RETRY_AFTER_SECONDS = 60;

  private final Accounts accounts;
  private final SecondFactors factors;
  private final MethodChoice methodChoice;
  private final PasswordAlone passwordAlone;
  private final SignInProgress signInProgress;
  private final PromptProblems promptProblems;
  private final PromptTimes promptTimes;
  private final KnownBrowsers knownBrowsers;

  @GetMapping(SignInPaths.METHOD)
  String chooser(@AuthenticationPrincipal Visitor visitor, Model model) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    return account.isLocked() || factors.primaryFor(account).isPresent()
        ? "redirect:" + signInProgress.page(visitor)
        : chooser(visitor, account, model, null);
  }

  @PostMapping(SignInPaths.METHOD)
  String choose(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String method,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    if (factors.primaryFor(account).isPresent()) {
      RefusedForm.answer(response);
      methodChoice.refuseMethod(visitor, Origin.of(request));
      return otherWay(visitor, account, model, Messages.text("signin.method.not-yours"));
    }
    if (method.equals(SecondFactors.NONE)) {
      return chooseNone(visitor, account, request, response, model);
    }
    String problem =
        problem(visitor, methodChoice.use(visitor, method, Origin.of(request)), response);
    return problem == null
        ? "redirect:" + signInProgress.page(visitor)
        : chooser(visitor, account, model, problem);
  }

  private String chooseNone(
      Visitor visitor,
      Account account,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (passwordAlone.choose(visitor, Origin.of(request))) {
      case PasswordAlone.Chosen.SignedIn signedIn -> {
        SignInCookies.session(response, signedIn.opened());
        knownBrowsers.remember(visitor.signIn(), visitor.username(), request, response);
        yield "redirect:" + signedIn.landing();
      }
      case PasswordAlone.Chosen.AttemptOver _ -> "redirect:" + signInProgress.page(visitor);
      case PasswordAlone.Chosen.NotOffered _ -> {
        RefusedForm.answer(response);
        yield chooser(visitor, account, model, notOffered());
      }
    };
  }

  @GetMapping(SignInPaths.ANOTHER_WAY)
  String otherWay(@AuthenticationPrincipal Visitor visitor, Model model) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    if (account.isLocked()) {
      return "redirect:" + SignInPaths.LOCKED;
    }
    return factors.primaryFor(account).isEmpty()
        ? "redirect:" + SignInPaths.METHOD
        : otherWay(visitor, account, model, null);
  }

  @PostMapping(SignInPaths.ANOTHER_WAY)
  String useOtherWay(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String method,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String problem =
        problem(visitor, methodChoice.use(visitor, method, Origin.of(request)), response);
    return problem == null
        ? "redirect:" + signInProgress.page(visitor)
        : otherWay(visitor, accounts.find(visitor.account()).orElseThrow(), model, problem);
  }

  @GetMapping(SignInPaths.ASK_ADMIN)
  String askAdmin(@AuthenticationPrincipal Visitor visitor, Model model) {
    model.addAttribute("username", visitor.username());
    model.addAttribute("byMessage", factors.canSendCodes());
    return "ask-admin";
  }

  /**
   * The reason why the next step cannot start: the method is not offered, or no code can be sent
   * yet (rule 9).
   */
  private @Nullable String problem(
      Visitor visitor, Optional<ChallengeResult> challenge, HttpServletResponse response) {
    if (challenge.isEmpty()) {
      RefusedForm.answer(response);
      return notOffered();
    }
    return switch (challenge.get()) {
      case ChallengeResult.Issued _ -> null;
      case ChallengeResult.JustSent _ -> null;
      case ChallengeResult.NotLinked _ -> null;
      case ChallengeResult.NotBefore notBefore -> {
        RetryAfter.set(response, promptTimes.secondsUntil(notBefore.until()));
        yield String.join(" ", promptProblems.notSent(notBefore).lines());
      }
      case ChallengeResult.Exhausted exhausted when signInProgress.isLocked(visitor) -> null;
      case ChallengeResult.Exhausted _ -> {
        RetryAfter.set(response, RETRY_AFTER_SECONDS);
        yield Messages.text("signin.method.no-more-codes");
      }
    };
  }

  private static String notOffered() {
    return Messages.text("signin.method.not-offered");
  }

  /**
   * Of many methods, those that can be used at once are shown, and of those that are linked first
   * only as many as there is room for beside them, at least the recommended one.
   */
  private String chooser(Visitor visitor, Account account, Model model, @Nullable String problem) {
    List<Offer> shown = new ArrayList<>();
    List<Offer> more = new ArrayList<>();
    Optional<SecondFactor> own = factors.awaitingConsent(account);
    List<Offer> offers = ownFirst(own, factors.choices(account));
    long ready = offers.stream().filter(Offer::enabled).filter(this::isReady).count();
    long room = Math.max(1, MAX_SHOWN - ready);
    for (Offer offer : offers) {
      boolean checked =
          own.isEmpty() && offer.enabled() && shown.stream().noneMatch(Offer::checked);
      boolean first = offers.size() <= MAX_SHOWN || (offer.enabled() && isReady(offer));
      if (!first && offer.enabled() && room > 0) {
        first = true;
        room--;
      }
      (first ? shown : more)
          .add(new Offer(offer.value(), offer.name(), offer.note(), offer.enabled(), checked));
    }
    model.addAttribute("username", visitor.username());
    model.addAttribute("options", shown);
    model.addAttribute("more", more);
    model.addAttribute("own", own.map(SecondFactor::name).orElse(null));
    model.addAttribute("problem", problem);
    return "method";
  }

  /** Whether the method needs no app and no passkey: a code by SMS or e-mail. */
  private boolean isReady(Offer offer) {
    return factors.byMethod(offer.value()).isPresent() && factors.linkable(offer.value()).isEmpty();
  }

  /** A method whose risk is to be confirmed comes first, and its owner has to choose it. */
  private static List<Offer> ownFirst(Optional<SecondFactor> own, List<Offer> offers) {
    return own.isEmpty()
        ? offers
        : offers.stream()
            .sorted(Comparator.comparing(offer -> !offer.value().equals(own.get().method())))
            .toList();
  }

  private String otherWay(Visitor visitor, Account account, Model model, @Nullable String problem) {
    model.addAttribute("username", visitor.username());
    model.addAttribute(
        "options",
        signInProgress.otherWays(signInProgress.of(visitor)).stream()
            .map(factor -> factor.offer(account))
            .toList());
    model.addAttribute("problem", problem);
    return "another-way";
  }
}
