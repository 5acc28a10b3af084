package org.sallyport.gate.selfservice.sessions;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.selfservice.MethodNames;
import org.sallyport.gate.session.LiveSession;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.Sessions;
import org.sallyport.gate.trustedbrowser.TrustedBrowsers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.installation.BrowserText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Lists the open sessions and ends them; an ended one is refused at its next request (rule 34). */
@Controller
@RequestMapping("/settings/sessions")
@ForSignedIn
@RequiredArgsConstructor
class SessionsPage {
  private static final String REASON = "ended in the settings";

  private final Sessions sessions;
  private final SessionTermination sessionTermination;
  private final TrustedBrowsers browsers;
  private final MethodNames methodNames;
  private final Installation installation;
  private final Places places;

  @GetMapping
  String page(
      @AuthenticationPrincipal Visitor visitor,
      @RequestParam(required = false) @Nullable String ended,
      Model model) {
    model.addAttribute(
        "sessions",
        sessions.of(visitor.account()).stream().map(session -> row(session, visitor)).toList());
    model.addAttribute("note", ended == null ? null : Messages.text("settings.sessions.ended"));
    return "settings/sessions";
  }

  @PostMapping("/end")
  String end(
      @AuthenticationPrincipal Visitor visitor, @RequestParam UUID id, HttpServletRequest request) {
    SignInId session = new SignInId(id);
    boolean ended =
        !session.equals(visitor.signIn())
            && sessionTermination.end(visitor.account(), session, REASON, Origin.of(request));
    return ended ? "redirect:/settings/sessions?ended" : "redirect:/settings/sessions";
  }

  /**
   * Ends all other sessions, and sign-in attempts that are in progress, and forgets all browsers:
   * otherwise one that is in other hands opens the next session without a code (rule 22).
   */
  @PostMapping("/end-others")
  String endOthers(@AuthenticationPrincipal Visitor visitor, HttpServletRequest request) {
    sessionTermination.endAll(visitor.account(), visitor.signIn(), REASON, Origin.of(request));
    browsers.forgetAll(visitor.account(), REASON, Origin.of(request));
    return "redirect:/settings/sessions?ended";
  }

  private SessionRow row(LiveSession session, Visitor visitor) {
    ZoneId zone = installation.zone();
    return new SessionRow(
        session.id(),
        BrowserText.of(session.browser()),
        places.show(session.address()),
        methodNames.name(session.method(), session.issuer(), session.ticket()),
        session.startedAt().atZone(zone),
        session.lastSeenAt().atZone(zone),
        session.endsAt().atZone(zone),
        session.id().equals(visitor.signIn()));
  }
}
