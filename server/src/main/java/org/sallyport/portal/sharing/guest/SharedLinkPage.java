package org.sallyport.portal.sharing.guest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.sallyport.portal.sharing.guest.code.AskedCode;
import org.sallyport.portal.sharing.guest.code.CodeSent;
import org.sallyport.portal.sharing.guest.code.CodeVerdict;
import org.sallyport.portal.sharing.guest.code.GuestCodeSender;
import org.sallyport.portal.sharing.guest.code.GuestCodeView;
import org.sallyport.portal.sharing.guest.code.GuestCodes;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages to which the link of a share leads: a button that sends a code, and the field for it.
 * Opening the link changes nothing, because mail scanners open links before people do. A link that
 * does not work gets a page that says why, if the share is known.
 */
@Controller
@ForAnyone
class SharedLinkPage {
  static final String PATH = "/shared";
  private static final String CODE = "/shared/code";

  private final LinkedShares shares;
  private final GuestCodeSender sender;
  private final GuestCodes codes;
  private final ShareSessions sessions;
  private final VisitStore visits;
  private final OverWords words;
  private final GuestCodeView.Frame frame;

  SharedLinkPage(
      LinkedShares shares,
      GuestCodeSender sender,
      GuestCodes codes,
      ShareSessions sessions,
      VisitStore visits,
      OverWords words,
      Installation installation,
      Clock clock) {
    this.shares = shares;
    this.sender = sender;
    this.codes = codes;
    this.sessions = sessions;
    this.visits = visits;
    this.words = words;
    this.frame = new GuestCodeView.Frame(installation.zone(), clock);
  }

  @GetMapping("/shared/{token}")
  void open(@PathVariable String token, HttpServletResponse response) {
    ShareCookies.link(response, token);
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, PATH);
  }

  @GetMapping("/shared/closed")
  String closed() {
    return "shared/closed";
  }

  /** Where pages of a share lead after the link of another one was opened in the same browser. */
  @GetMapping("/shared/other")
  String other(Model model) {
    model.addAttribute("title", Messages.text("sharing.over.title-session"));
    model.addAttribute("why", Messages.text("sharing.over.other-link"));
    model.addAttribute("next", Messages.text("sharing.over.again"));
    return "shared/over";
  }

  @GetMapping(PATH)
  String page(HttpServletRequest request, HttpServletResponse response, Model model) {
    String link = ShareCookies.link(request);
    Optional<LinkedShare> share = shares.byToken(link);
    if (isInside(request, link, share)) {
      ShareCookies.removeLink(response);
      return "redirect:/shared/studies";
    }
    Optional<EndedVisit> ended = link.isEmpty() ? ended(request) : Optional.empty();
    if (ended.isPresent()) {
      return words.over(ended.get(), response, model);
    }
    if (share.filter(it -> !it.usedUp()).isEmpty()) {
      return gone(link, response, model);
    }
    return share.get().locked() ? locked(response) : page(share.get(), null, model);
  }

  /** Whether this browser has a session of the link's share, or has one and followed no link. */
  private boolean isInside(HttpServletRequest request, String link, Optional<LinkedShare> share) {
    return ShareCookies.session(request)
        .flatMap(it -> sessions.find(it, Origin.of(request), false))
        .filter(
            guest ->
                link.isEmpty() || share.filter(it -> it.id().equals(guest.share())).isPresent())
        .isPresent();
  }

  private Optional<EndedVisit> ended(HttpServletRequest request) {
    return ShareCookies.session(request).flatMap(it -> visits.ended(it, Origin.of(request)));
  }

  private static String page(LinkedShare share, @Nullable String problem, Model model) {
    model.addAttribute("by", share.sharedBy());
    model.addAttribute("sms", share.bySms());
    model.addAttribute("to", share.codeToMasked());
    model.addAttribute("problem", problem);
    return "shared/open";
  }

  @PostMapping(PATH)
  String send(HttpServletRequest request, HttpServletResponse response, Model model) {
    String link = ShareCookies.link(request);
    String session = ShareCookies.session(request).orElse("");
    return switch (sender.send(link, session, Origin.of(request))) {
      case CodeSent.Sent sent -> sent(sent.newSession(), response);
      case CodeSent.NotBefore wait -> wait(link, session, wait, response, model);
      case CodeSent.NoMore _ -> "redirect:" + CODE;
      case CodeSent.ShareLocked locked -> locked(response);
      case CodeSent.LinkInvalid _ -> gone(link, response, model);
    };
  }

  private static String sent(@Nullable String newSession, HttpServletResponse response) {
    if (newSession != null) {
      ShareCookies.session(response, newSession);
    }
    return "redirect:" + CODE;
  }

  /** A code was sent a moment ago: its page. Otherwise a limit is used up. */
  private String wait(
      String link,
      String session,
      CodeSent.NotBefore wait,
      HttpServletResponse response,
      Model model) {
    Optional<AskedCode> asked = codes.asked(session);
    RetryAfter.set(response, frame.secondsUntil(wait.until()));
    String problem = Messages.text("sharing.open.wait", frame.time(wait.until()));
    return asked.isPresent()
        ? code(asked.get(), problem, model)
        : shares
            .byToken(link)
            .map(it -> page(it, problem, model))
            .orElseGet(() -> gone(link, response, model));
  }

  @GetMapping(CODE)
  String code(HttpServletRequest request, Model model) {
    return ShareCookies.session(request)
        .flatMap(codes::asked)
        .map(asked -> code(asked, null, model))
        .orElse("redirect:" + PATH);
  }

  @PostMapping(CODE)
  String answer(
      @RequestParam(defaultValue = "") String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String session = ShareCookies.session(request).orElse("");
    return switch (codes.judge(session, code, Origin.of(request))) {
      case CodeVerdict.Accepted accepted -> accepted(accepted.session(), response);
      case CodeVerdict.Malformed no ->
          refused(session, Messages.text("sharing.code.malformed", no.digits()), response, model);
      case CodeVerdict.WrongCode no -> refused(session, words(no), response, model);
      case CodeVerdict.ShareLocked locked -> locked(response);
      case CodeVerdict.LinkInvalid _ -> "redirect:" + PATH;
    };
  }

  private static String accepted(String session, HttpServletResponse response) {
    ShareCookies.removeLink(response);
    ShareCookies.session(response, session);
    return "redirect:/shared/studies";
  }

  private static String words(CodeVerdict.WrongCode refused) {
    return Messages.text(refused.expired() ? "sharing.code.expired" : "sharing.code.wrong");
  }

  private String refused(
      String session, String problem, HttpServletResponse response, Model model) {
    RefusedForm.answer(response);
    return codes
        .asked(session)
        .map(asked -> code(asked, problem, model))
        .orElse("redirect:" + PATH);
  }

  private String code(AskedCode asked, @Nullable String problem, Model model) {
    model.addAttribute("code", frame.view(asked));
    model.addAttribute("problem", problem);
    return "shared/code";
  }

  private static String locked(HttpServletResponse response) {
    response.setStatus(HttpStatus.LOCKED.value());
    return "shared/locked";
  }

  /** The cookie of the link stays, so a reload says the same. */
  private String gone(String link, HttpServletResponse response, Model model) {
    return words.over(shares.unusable(link), response, model);
  }
}
