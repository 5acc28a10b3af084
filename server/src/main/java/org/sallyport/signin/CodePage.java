package org.sallyport.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.ForHalfSignedIn;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.secondfactor.ChallengeResult;
import org.sallyport.secondfactor.CodePromptView;
import org.sallyport.secondfactor.CodePromptViews;
import org.sallyport.secondfactor.Prompt;
import org.sallyport.secondfactor.Verdict;
import org.sallyport.session.KnownBrowsers;
import org.sallyport.session.SignInCookies;
import org.sallyport.trustedbrowser.TrustCookies;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The second-factor page: a typed code, an approval on a phone, or a signed challenge. A refused
 * answer gets 422 and the page with the reason.
 */
@Controller
@RequestMapping({"/login/code", "/login/app", "/login/passkey"})
@ForHalfSignedIn
class CodePage {
  private final SecondFactorStep door;
  private final SignInPrompts signInPrompts;
  private final CodePromptViews asks;
  private final NoCode noCode;
  private final KnownBrowsers knownBrowsers;
  private final TrustCookies trustCookies;

  CodePage(
      SecondFactorStep door,
      SignInPrompts signInPrompts,
      CodePromptViews asks,
      NoCode noCode,
      KnownBrowsers knownBrowsers,
      TrustCookies trustCookies) {
    this.door = door;
    this.signInPrompts = signInPrompts;
    this.asks = asks;
    this.noCode = noCode;
    this.knownBrowsers = knownBrowsers;
    this.trustCookies = trustCookies;
  }

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SignInProgress signInProgress = signInPrompts.standing(visitor);
    Optional<String> elsewhere = signInPrompts.elsewhere(signInProgress, request.getServletPath());
    return elsewhere.isPresent()
        ? "redirect:" + elsewhere.get()
        : page(visitor, response, model, signInProgress, null);
  }

  @PostMapping
  String answer(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String credential,
      @RequestParam(required = false) @Nullable String remember,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    SecondFactorStep.Box box =
        new SecondFactorStep.Box(remember != null, TrustCookies.read(request));
    String answer = credential.isEmpty() ? code : credential;
    SecondFactorStep.Answered answered = door.answer(visitor, answer, box, Origin.of(request));
    return switch (answered.verdict()) {
      case Verdict.Accepted accepted -> enter(visitor, answered, request, response);
      case Verdict.Complete complete -> "redirect:/login";
      default -> refuse(visitor, answered.verdict(), response, model);
    };
  }

  @PostMapping("/resend")
  String resend(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (door.again(visitor, Origin.of(request))) {
      case ChallengeResult.Put put -> "redirect:" + signInPrompts.standing(visitor).page();
      case ChallengeResult.JustSent justSent -> {
        tooMany(response, justSent.until());
        yield page(
            visitor, response, model, signInPrompts.standing(visitor), asks.notSent(justSent));
      }
      case ChallengeResult.NotBefore notBefore -> {
        tooMany(response, notBefore.until());
        yield page(
            visitor, response, model, signInPrompts.standing(visitor), asks.notSent(notBefore));
      }
      case ChallengeResult.Exhausted exhausted ->
          exhausted(visitor, request.getServletPath(), response, model);
      case ChallengeResult.NotLinked notLinked -> "redirect:/login";
    };
  }

  private String enter(
      Visitor visitor,
      SecondFactorStep.Answered answered,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (answered.opened() != null) {
      SignInCookies.session(response, answered.opened());
    }
    if (answered.trust() != null) {
      trustCookies.write(response, request, answered.trust());
    }
    knownBrowsers.remember(visitor.username(), request, response);
    return "redirect:" + answered.next();
  }

  private String refuse(
      Visitor visitor, Verdict verdict, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    if (verdict instanceof Verdict.Locked) {
      return signInPrompts.locked(visitor, model);
    }
    if (verdict instanceof Verdict.Over) {
      SignInCookies.remove(response);
      return message(model, "Start again", "This sign-in is over. Nothing was opened.");
    }
    if (verdict instanceof Verdict.Wait wait) {
      tooMany(response, wait.until());
    }
    SignInProgress signInProgress = signInPrompts.standing(visitor);
    Prompt prompt = signInPrompts.asked(signInProgress).orElse(null);
    return page(visitor, response, model, signInProgress, asks.problem(verdict, prompt));
  }

  private String exhausted(
      Visitor visitor, String path, HttpServletResponse response, Model model) {
    SignInProgress signInProgress = signInPrompts.standing(visitor);
    Optional<String> elsewhere =
        signInPrompts.elsewhere(signInProgress, path.replace("/resend", ""));
    if (elsewhere.isPresent()) {
      return "redirect:" + elsewhere.get();
    }
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, "60");
    CodePromptView.Problem problem =
        new CodePromptView.Problem(
            List.of(
                "No more codes can be sent in this sign-in.",
                "For a new one, start again, or use another way."),
            null);
    return page(visitor, response, model, signInProgress, problem);
  }

  private String page(
      Visitor visitor,
      HttpServletResponse response,
      Model model,
      SignInProgress signInProgress,
      CodePromptView.@Nullable Problem problem) {
    Prompt prompt = signInPrompts.asked(signInProgress).orElse(null);
    if (prompt == null) {
      return noCode.page(visitor, signInProgress, problem, response, model);
    }
    CodePromptView ask = asks.page(prompt, signInPrompts.frame(visitor, signInProgress), problem);
    model.addAttribute("ask", ask);
    return ask.template();
  }

  private void tooMany(HttpServletResponse response, Instant until) {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(
        HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, asks.secondsUntil(until))));
  }

  private static String message(Model model, String heading, String lead) {
    model.addAttribute("heading", heading);
    model.addAttribute("lead", lead);
    model.addAttribute("alert", true);
    model.addAttribute("linkHref", "/login");
    model.addAttribute("linkText", "Back to the sign-in");
    return "message";
  }
}
