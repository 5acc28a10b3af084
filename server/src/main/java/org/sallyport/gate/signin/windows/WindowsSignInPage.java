package org.sallyport.gate.signin.windows;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.directory.Directories;
import org.sallyport.gate.directory.DirectoryAnswer;
import org.sallyport.gate.directory.DirectoryTickets;
import org.sallyport.gate.directory.kerberos.TicketOwner;
import org.sallyport.gate.session.SignIn.TicketProof;
import org.sallyport.gate.signin.SignInPaths;
import org.sallyport.gate.signin.password.AttemptStarter;
import org.sallyport.gate.signin.password.BegunSignIns;
import org.sallyport.gate.signin.password.DirectoryWords;
import org.sallyport.gate.signin.password.PasswordResult;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The sign-in with Windows. The button's form is answered once with a challenge (RFC 4559 section
 * 4), to which the browser sends the same form with a ticket; both carry the form's token, so no
 * other page can start it. Whatever a token comes to, no second challenge follows: a browser would
 * ask for a password, or try NTLM.
 */
@Controller
@RequestMapping(WindowsSignInPage.PATH)
@ForAnyone
@RequiredArgsConstructor
class WindowsSignInPage {
  static final String PATH = SignInPaths.LOGIN + "/with-windows";

  private static final String NEGOTIATE = "Negotiate";

  private final DirectoryTickets tickets;
  private final Directories directories;
  private final AttemptStarter attemptStarter;
  private final BegunSignIns begunSignIns;
  private final TransactionTemplate transaction;

  /** Handles a reload of the page. */
  @GetMapping
  String page() {
    return "redirect:" + SignInPaths.LOGIN;
  }

  @PostMapping
  String enter(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    if (!tickets.isOfferedTo(origin.address())) {
      return refuse(HttpStatus.FORBIDDEN, "not-offered", response, model);
    }
    if (authorization == null) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, NEGOTIATE);
      return refuse(HttpStatus.UNAUTHORIZED, "no-ticket", response, model);
    }
    Optional<byte[]> token = token(authorization);
    if (token.isEmpty()) {
      return refuse(HttpStatus.FORBIDDEN, "no-ticket", response, model);
    }
    return switch (tickets.take(token.get(), origin)) {
      case DirectoryTickets.Result.Judged judged ->
          enter(visitor, judged, request, response, model);
      case DirectoryTickets.Result.Ntlm _ ->
          refuse(HttpStatus.FORBIDDEN, "no-ticket", response, model);
      case DirectoryTickets.Result.NotValid _ ->
          refuse(HttpStatus.FORBIDDEN, "not-valid", response, model);
      case DirectoryTickets.Result.OtherRealm _ ->
          refuse(HttpStatus.FORBIDDEN, "other-realm", response, model);
      case DirectoryTickets.Result.Nobody _ ->
          refuse(HttpStatus.FORBIDDEN, "unknown", response, model);
      case DirectoryTickets.Result.TooMany _ -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "600");
        yield refuse(HttpStatus.TOO_MANY_REQUESTS, "too-many", response, model);
      }
    };
  }

  private static Optional<byte[]> token(String authorization) {
    String[] parts = authorization.strip().split(" +", 2);
    if (parts.length != 2 || !parts[0].equalsIgnoreCase(NEGOTIATE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(parts[1].strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String enter(
      @Nullable Visitor visitor,
      DirectoryTickets.Result.Judged judged,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return switch (judged.answer()) {
      case DirectoryAnswer.Right right -> {
        String counted = directories.countedName(right.account().username());
        PasswordResult result = begin(judged, right, counted, request);
        if (result instanceof PasswordResult.Begun begun) {
          prove(judged.owner(), response);
          yield begunSignIns.goOn(visitor, begun, counted, request, response);
        }
        yield refuse(HttpStatus.FORBIDDEN, "no-account", response, model);
      }
      case DirectoryAnswer.Refused refused ->
          show(HttpStatus.FORBIDDEN, DirectoryWords.of(refused.answer()), response, model);
      case DirectoryAnswer.NoAccount none ->
          refuse(HttpStatus.FORBIDDEN, key(none.why()), response, model);
      case DirectoryAnswer.Away _ -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "30");
        yield refuse(HttpStatus.SERVICE_UNAVAILABLE, "away", response, model);
      }
      case DirectoryAnswer.Wrong _, DirectoryAnswer.Throttled _ ->
          throw new IllegalStateException("no password was checked");
    };
  }

  private @Nullable PasswordResult begin(
      DirectoryTickets.Result.Judged judged,
      DirectoryAnswer.Right right,
      String counted,
      HttpServletRequest request) {
    Account account = right.account();
    TicketProof proof = new TicketProof(judged.directory(), judged.owner().authenticatedAt());
    return transaction.execute(
        status ->
            attemptStarter.admit(
                begunSignIns.browser(counted, request), account, proof, right.mustChange()));
  }

  /** Proves the portal to the browser (mutual authentication, RFC 4559 section 5). */
  private static void prove(TicketOwner owner, HttpServletResponse response) {
    if (owner.answer() != null) {
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          NEGOTIATE + " " + Base64.getEncoder().encodeToString(owner.answer()));
    }
  }

  private static String key(DirectoryAnswer.Why why) {
    return switch (why) {
      case NO_ROLE, NOT_CREATED -> "no-account";
      case NAME_TAKEN, NOT_VALID -> "not-linked";
    };
  }

  private static String refuse(
      HttpStatus status, String key, HttpServletResponse response, Model model) {
    return show(status, Messages.text("signin.windows." + key), response, model);
  }

  private static String show(
      HttpStatus status, String words, HttpServletResponse response, Model model) {
    response.setStatus(status.value());
    model.addAttribute("heading", Messages.text("signin.windows.heading"));
    model.addAttribute("lead", words);
    model.addAttribute("alert", true);
    model.addAttribute("linkHref", SignInPaths.LOGIN);
    model.addAttribute("linkText", Messages.text("signin.windows.back"));
    return "message";
  }
}
