package org.sallyport.gate.signin.password;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.Directories;
import org.sallyport.gate.directory.DirectoryAnswer;
import org.sallyport.gate.directory.ldap.BindAnswer;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.gate.signin.PasskeySignIn;
import org.sallyport.gate.signin.SignInPaths;
import org.sallyport.gate.signin.SignInProgress;
import org.sallyport.gate.signin.landing.Landing;
import org.sallyport.gate.signin.landing.SignedOut;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page: username and password. */
@Controller
@RequestMapping(SignInPaths.LOGIN)
@ForAnyone
@RequiredArgsConstructor
class LoginPage {
  /** Rejects absurdly long input early; the password rules and the hash enforce the real limits. */
  private static final int MAX_LENGTH = 1024;

  private final PasswordStep passwordStep;
  private final PasskeySignIn passkeySignIn;
  private final SignInProgress signInProgress;
  private final BegunSignIns begunSignIns;
  private final TooManyTries tooManyTries;
  private final SignedOut signedOut;
  private final Directories directories;

  @GetMapping
  String page(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      @RequestParam(name = "out", required = false) @Nullable String out,
      @RequestParam(name = "unsent", required = false) @Nullable String unsent,
      HttpServletRequest request,
      Model model) {
    if (visitor != null && SignInCookies.session(request).isPresent()) {
      return "redirect:" + Landing.HOME;
    }
    if (visitor != null && !signInProgress.isLocked(visitor)) {
      return "redirect:" + signInProgress.page(visitor);
    }
    String note =
        out == null ? signedOut.words(request, unsent != null) : Messages.text("signin.signed-out");
    return page(model, "", null, note);
  }

  @PostMapping
  String enter(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (username.isBlank() || password.isEmpty()) {
      return refuse(response, model, username, Messages.text("signin.password.missing"));
    }
    if (username.length() > MAX_LENGTH || password.length() > MAX_LENGTH) {
      return refuse(response, model, "", wrong());
    }
    String counted = directories.countedName(username);
    PasswordResult passwordResult =
        passwordStep.enter(
            new Credentials(username, counted, password, begunSignIns.browser(counted, request)));
    return switch (passwordResult) {
      case PasswordResult.BadCredentials _ -> refuse(response, model, username, wrong());
      case PasswordResult.RefusedByDirectory(BindAnswer answer) ->
          refuse(response, model, username, DirectoryWords.of(answer));
      case PasswordResult.NoAccount(DirectoryAnswer.Why why) ->
          refuse(response, model, username, DirectoryWords.of(why));
      case PasswordResult.DirectoryAway _ -> directoryAway(response, model, username);
      case PasswordResult.Throttled throttled ->
          page(model, username, tooManyTries.answer(response, throttled.until()), null);
      case PasswordResult.Busy busy -> busy(response, model, username);
      case PasswordResult.Begun begun ->
          begunSignIns.goOn(visitor, begun, counted, request, response);
    };
  }

  private String busy(HttpServletResponse response, Model model, String username) {
    response.setHeader(HttpHeaders.RETRY_AFTER, "5");
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    return page(model, username, Messages.text("signin.password.busy"), null);
  }

  private String directoryAway(HttpServletResponse response, Model model, String username) {
    response.setHeader(HttpHeaders.RETRY_AFTER, "30");
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    return page(model, username, DirectoryWords.away(), null);
  }

  private String refuse(
      HttpServletResponse response, Model model, String username, String problem) {
    RefusedForm.answer(response);
    return page(model, username, problem, null);
  }

  /**
   * The same for everybody: a name without a domain may be that of an account with a password of
   * its own, for which no directory is asked.
   */
  private String wrong() {
    return Messages.text(
        directories.haveDomains() ? "signin.password.wrong-or-domain" : "signin.password.wrong");
  }

  private String page(
      Model model, String username, @Nullable String problem, @Nullable String note) {
    model.addAttribute("username", username);
    model.addAttribute("problem", problem);
    model.addAttribute("note", note);
    model.addAttribute("passkeyLabel", passkeySignIn.invitation());
    return "login";
  }
}
