package org.sallyport.gate.signin.federation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.FederatedAccounts;
import org.sallyport.gate.federation.FederatedLinks;
import org.sallyport.gate.federation.FederatedSignIns;
import org.sallyport.gate.federation.FederatedSignIns.Arrival;
import org.sallyport.gate.federation.FederatedSignIns.Beginning;
import org.sallyport.gate.federation.FederatedSignIns.Parameters;
import org.sallyport.gate.federation.Issuers;
import org.sallyport.gate.federation.UpstreamCookie;
import org.sallyport.gate.federation.protocol.Issuer;
import org.sallyport.gate.federation.protocol.ProvedPerson;
import org.sallyport.gate.signin.SignInPaths;
import org.sallyport.gate.signin.password.BegunSignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way to an issuer elsewhere and back. */
@Controller
@RequestMapping(FederatedSignIns.PATH + "/{name}")
@ForAnyone
@RequiredArgsConstructor
class FederatedSignInPage {
  private final Issuers issuers;
  private final FederatedSignIns signIns;
  private final FederatedStep step;
  private final FederatedAccounts accounts;
  private final UpstreamCookie cookie;
  private final BegunSignIns begunSignIns;

  /** Handles a reload of the page that leads to the issuer. */
  @GetMapping
  String page() {
    return "redirect:" + SignInPaths.LOGIN;
  }

  /** By a page that moves on: a redirect after a form is bound by the form's own site. */
  @PostMapping
  String begin(
      @PathVariable String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Issuer> issuer = issuers.find(name);
    if (issuer.isEmpty()) {
      return unknown(response, model);
    }
    String title = issuer.get().title();
    String browser = cookie.renew(request, response);
    return switch (signIns.begin(issuer.get(), browser, null, Origin.of(request))) {
      case Beginning.At(String address) -> {
        model.addAttribute("title", Messages.text("signin.issuer.leaving", title));
        model.addAttribute("address", address);
        yield "oidc/leave";
      }
      case Beginning.Away _ -> away(title, response, model);
      case Beginning.TooMany _ -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "600");
        yield refuse(
            HttpStatus.TOO_MANY_REQUESTS, Messages.text("signin.issuer.too-many"), response, model);
      }
    };
  }

  /** The issuer's answer (OpenID Connect Core 3.1.2.5). */
  @GetMapping("/callback")
  String callback(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(required = false) @Nullable String iss,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Issuer> issuer = issuers.find(name);
    if (issuer.isEmpty()) {
      return unknown(response, model);
    }
    Arrival arrival =
        signIns.take(issuer.get(), new Parameters(state, code, error, iss), cookie.read(request));
    String title = issuer.get().title();
    return switch (arrival) {
      case Arrival.Proved(ProvedPerson person) ->
          enter(visitor, issuer.get(), person, request, response, model);
      case Arrival.ProvedFor(SignInId session) ->
          visitor != null && visitor.signIn().equals(session)
              ? "redirect:" + FederatedLinks.CONFIRM_PATH
              : refuse("other-session", title, response, model);
      case Arrival.Repeated _ -> refuse("repeated", title, response, model);
      case Arrival.Late _ -> refuse("late", title, response, model);
      case Arrival.OtherBrowser _ -> refuse("other-browser", title, response, model);
      case Arrival.Unknown _ -> refuse("no-sign-in", title, response, model);
      case Arrival.BrokenOff _ -> refuse("broken-off", title, response, model);
      case Arrival.NotProved(String check) -> {
        accounts.refused(null, issuer.get(), check, Origin.of(request));
        yield refuse("not-proved", title, response, model);
      }
      case Arrival.Away _ -> away(title, response, model);
    };
  }

  /** After signing out here: the person may still be signed in at the issuer. */
  @GetMapping("/signed-out")
  String signedOut(@PathVariable String name, HttpServletResponse response, Model model) {
    Optional<Issuer> issuer = issuers.find(name);
    if (issuer.isEmpty()) {
      return unknown(response, model);
    }
    String title = issuer.get().title();
    model.addAttribute("heading", Messages.text("signin.issuer.out.heading"));
    model.addAttribute("lead", Messages.text("signin.issuer.out.lead", title));
    model.addAttribute("alert", false);
    signIns
        .signOutAddress(issuer.get())
        .ifPresent(
            address -> {
              model.addAttribute("otherHref", address);
              model.addAttribute("otherText", Messages.text("signin.issuer.out.there", title));
            });
    model.addAttribute("linkHref", SignInPaths.LOGIN);
    model.addAttribute("linkText", Messages.text("signin.issuer.again"));
    return "message";
  }

  private String enter(
      @Nullable Visitor visitor,
      Issuer issuer,
      ProvedPerson person,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    FederatedStep.Result result =
        step.enter(issuer, person, it -> begunSignIns.browser(it, request), Origin.of(request));
    return switch (result) {
      case FederatedStep.Result.Begun begun ->
          begunSignIns.goOn(visitor, begun.begun(), begun.username(), request, response);
      case FederatedStep.Result.NoAccount(FederatedAccounts.Why why) -> {
        String key = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        yield refuse(
            HttpStatus.FORBIDDEN,
            Messages.text("signin.issuer." + key, issuer.title(), person.subject()),
            response,
            model);
      }
    };
  }

  private static String away(String title, HttpServletResponse response, Model model) {
    response.setHeader(HttpHeaders.RETRY_AFTER, "60");
    return refuse(
        HttpStatus.SERVICE_UNAVAILABLE,
        Messages.text("signin.issuer.away", title),
        response,
        model);
  }

  private static String refuse(
      String key, String title, HttpServletResponse response, Model model) {
    return refuse(
        HttpStatus.FORBIDDEN, Messages.text("signin.issuer." + key, title), response, model);
  }

  private static String unknown(HttpServletResponse response, Model model) {
    return refuse(HttpStatus.NOT_FOUND, Messages.text("signin.issuer.unknown"), response, model);
  }

  private static String refuse(
      HttpStatus status, String words, HttpServletResponse response, Model model) {
    response.setStatus(status.value());
    model.addAttribute("heading", Messages.text("signin.issuer.heading"));
    model.addAttribute("lead", words);
    model.addAttribute("alert", true);
    model.addAttribute("linkHref", SignInPaths.LOGIN);
    model.addAttribute("linkText", Messages.text("signin.issuer.again"));
    return "message";
  }
}
