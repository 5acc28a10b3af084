package org.sallyport.gate.selfservice.elsewhere;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.FederatedLinks;
import org.sallyport.gate.federation.FederatedLinks.Linking;
import org.sallyport.gate.federation.FederatedSignIns;
import org.sallyport.gate.federation.FederatedSignIns.Beginning;
import org.sallyport.gate.federation.Issuers;
import org.sallyport.gate.federation.UpstreamCookie;
import org.sallyport.gate.federation.protocol.Issuer;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeAnswers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.messages.Messages;
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
 * User settings &gt; My Account &gt; Signing in elsewhere. The owner signs in at the issuer, then
 * says that this is them; nobody is linked by a way back alone.
 */
@Controller
@RequestMapping("/settings/elsewhere")
@ForSignedIn
@RequiredArgsConstructor
class ElsewherePage {
  private static final String SECURITY = "redirect:/settings/account";
  private static final String CHANGED = SECURITY + "?changed=elsewhere";

  private final AccountChanges changes;
  private final ChangeAnswers answers;
  private final OwnLinks own;
  private final FederatedLinks links;
  private final FederatedSignIns signIns;
  private final Issuers issuers;
  private final UpstreamCookie cookie;

  @GetMapping
  String page(@AuthenticationPrincipal Visitor visitor, Model model) {
    return changes.isBegun(visitor, Change.ELSEWHERE) ? show(visitor, null, model) : SECURITY;
  }

  private String show(Visitor visitor, @Nullable String problem, Model model) {
    model.addAttribute("links", links.of(visitor.account()));
    model.addAttribute("problem", problem);
    return "settings/elsewhere";
  }

  /** Leads to the issuer. */
  @PostMapping("/begin")
  String begin(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    if (!changes.isBegun(visitor, Change.ELSEWHERE)) {
      return answers.notBegun(visitor, Change.ELSEWHERE, origin, response, model);
    }
    Optional<Issuer> issuer = issuers.find(id);
    if (issuer.isEmpty()) {
      return refuse(HttpStatus.CONFLICT, words(Linking.NO_ISSUER), visitor, response, model);
    }
    String title = issuer.get().title();
    String browser = cookie.renew(request, response);
    return switch (signIns.begin(issuer.get(), browser, visitor.signIn(), origin)) {
      case Beginning.At(String address) -> {
        model.addAttribute("title", Messages.text("signin.issuer.leaving", title));
        model.addAttribute("address", address);
        yield "oidc/leave";
      }
      case Beginning.Away _ -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        yield refuse(
            HttpStatus.SERVICE_UNAVAILABLE,
            Messages.text("signin.issuer.away-here", title),
            visitor,
            response,
            model);
      }
      case Beginning.TooMany _ -> {
        response.setHeader(HttpHeaders.RETRY_AFTER, "600");
        yield refuse(
            HttpStatus.TOO_MANY_REQUESTS,
            Messages.text("signin.issuer.too-many"),
            visitor,
            response,
            model);
      }
    };
  }

  /** Asks whether the person whom the issuer proved is the owner. */
  @GetMapping("/confirm")
  String confirm(@AuthenticationPrincipal Visitor visitor, Model model) {
    Optional<FederatedLinks.Candidate> candidate = links.candidate(visitor.signIn());
    if (candidate.isEmpty() || !changes.isBegun(visitor, Change.ELSEWHERE)) {
      return SECURITY;
    }
    model.addAttribute("person", candidate.get().person());
    model.addAttribute("issuerTitle", candidate.get().title());
    return "settings/elsewhere-confirm";
  }

  @PostMapping("/confirm")
  String link(
      @AuthenticationPrincipal Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return switch (own.link(visitor, origin)) {
      case OwnLinks.LinkResult.NotBegun _ ->
          answers.notBegun(visitor, Change.ELSEWHERE, origin, response, model);
      case OwnLinks.LinkResult.Tried(Linking linking) ->
          linking == Linking.DONE
              ? CHANGED
              : refuse(HttpStatus.CONFLICT, words(linking), visitor, response, model);
    };
  }

  /**
   * Ends a link.
   *
   * @param id the issuer identifier
   */
  @PostMapping("/unlink")
  String unlink(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(defaultValue = "") String id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Origin origin = Origin.of(request);
    return switch (own.unlink(visitor, id, origin)) {
      case DONE -> CHANGED;
      case NOT_LINKED -> SECURITY;
      case LAST ->
          refuse(
              HttpStatus.CONFLICT,
              Messages.text("settings.elsewhere.last"),
              visitor,
              response,
              model);
      case NOT_BEGUN -> answers.notBegun(visitor, Change.ELSEWHERE, origin, response, model);
    };
  }

  private static String words(Linking linking) {
    return switch (linking) {
      case TAKEN -> Messages.text("settings.elsewhere.taken");
      case NO_ISSUER -> Messages.text("settings.elsewhere.no-issuer");
      case DONE, NOBODY, OWN, NOT_VALID -> Messages.text("settings.elsewhere.nobody");
    };
  }

  private String refuse(
      HttpStatus status,
      String problem,
      Visitor visitor,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status.value());
    return show(visitor, problem, model);
  }
}
