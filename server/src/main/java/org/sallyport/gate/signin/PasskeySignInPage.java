package org.sallyport.gate.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.lockout.Throttle;
import org.sallyport.gate.secondfactor.PasswordlessFactor;
import org.sallyport.gate.session.IssuedToken;
import org.sallyport.gate.session.KnownBrowsers;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.gate.signin.landing.Landing;
import org.sallyport.gate.signin.landing.LandingCookie;
import org.sallyport.gate.signin.password.TooManyTries;
import org.sallyport.platform.access.Cookies;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The sign-in without a password. Its challenge names no account, and every failure gets the same
 * response (rule 33). Repeated failures from one address are throttled, as with passwords (rule
 * 18).
 */
@Controller
@RequestMapping("/login/with-passkey")
@ForAnyone
@RequiredArgsConstructor
class PasskeySignInPage {
  /** Holds the state of the challenge. */
  private static final String COOKIE = "__Host-key";

  private static final Duration TTL = Duration.ofMinutes(5);

  /** The throttle's key for an address; it counts every answer that opens no session. */
  private static final String PLACE = "passwordless sign-in";

  private final PasskeySignIn passkeySignIn;
  private final Throttle throttle;
  private final TooManyTries tooManyTries;
  private final KnownBrowsers knownBrowsers;
  private final SessionTermination sessionTermination;
  private final LandingCookie landings;

  /** Handles a reload of the page that refused an answer. */
  @GetMapping
  String page() {
    return "redirect:" + SignInPaths.LOGIN;
  }

  /** Returns a challenge to the script of the sign-in page. */
  @PostMapping("/options")
  ResponseEntity<String> options(HttpServletResponse response) {
    Optional<PasswordlessFactor.Question> question = passkeySignIn.ask();
    question.ifPresent(it -> Cookies.set(response, COOKIE, it.state(), TTL));
    return question
        .map(it -> ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(it.options()))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  @PostMapping
  String enter(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      @RequestParam(defaultValue = "") String credential,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    Optional<Instant> wait = throttle.countAt(PLACE, origin.block());
    if (wait.isPresent()) {
      return again(model, tooManyTries.answer(response, wait.get()));
    }
    Optional<String> state = Cookies.read(request, COOKIE);
    Optional<Account> account = passkeySignIn.whose(credential);
    Cookies.remove(response, COOKIE);
    if (state.isEmpty() || account.isEmpty()) {
      return refuse(response, model);
    }
    String username = account.get().username();
    String landing = landings.of(account.get().id(), LandingCookie.read(request));
    Optional<IssuedToken> opened =
        passkeySignIn.enter(
            account.get(),
            new PasskeySignIn.PasskeySubmission(
                credential, state.get(), origin, knownBrowsers.known(username, request), landing));
    if (opened.isEmpty()) {
      return refuse(response, model);
    }
    throttle.rightAt(PLACE, origin.block());
    if (visitor != null) {
      sessionTermination.end(visitor.account(), visitor.signIn(), "signed in anew", origin);
    }
    SignInCookies.session(response, opened.get());
    knownBrowsers.remember(opened.get().id(), username, request, response);
    LandingCookie.remove(response);
    return "redirect:" + Landing.of(landing);
  }

  private String refuse(HttpServletResponse response, Model model) {
    RefusedForm.answer(response);
    return again(model, Messages.text("signin.passkey.refused"));
  }

  private String again(Model model, String problem) {
    model.addAttribute("username", "");
    model.addAttribute("problem", problem);
    model.addAttribute("passkeyLabel", passkeySignIn.invitation());
    return "login";
  }
}
