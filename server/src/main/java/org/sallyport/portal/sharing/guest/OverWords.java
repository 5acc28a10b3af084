package org.sallyport.portal.sharing.guest;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.sharing.guest.code.GuestCodeView;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page that says why a link does not work, or why its session has ended, and what to do. */
@Component
class OverWords {
  private final SessionProperties times;
  private final GuestCodeView.Frame frame;

  OverWords(SessionProperties times, Installation installation, Clock clock) {
    this.times = times;
    this.frame = new GuestCodeView.Frame(installation.zone(), clock);
  }

  /** For a link. */
  String over(UnusableLink link, HttpServletResponse response, Model model) {
    return page("sharing.over.title", why(link), next(link), response, model);
  }

  /** For a session. */
  String over(EndedVisit visit, HttpServletResponse response, Model model) {
    return page("sharing.over.title-session", why(visit), next(visit), response, model);
  }

  private static String page(
      String title, String why, String next, HttpServletResponse response, Model model) {
    model.addAttribute("title", Messages.text(title));
    model.addAttribute("why", why);
    model.addAttribute("next", next);
    response.setStatus(HttpStatus.GONE.value());
    return "shared/over";
  }

  private String why(UnusableLink link) {
    return switch (link) {
      case UnusableLink.Unknown unknown -> Messages.text("sharing.over.unknown");
      case UnusableLink.TooEarly early ->
          Messages.text("sharing.over.too-early", frame.time(early.from()));
      case UnusableLink.Expired expired ->
          Messages.text("sharing.over.expired", frame.time(expired.at()));
      case UnusableLink.UsedUp used -> Messages.text("sharing.over.used-up");
      case UnusableLink.Withdrawn withdrawn -> Messages.text("sharing.over.withdrawn");
    };
  }

  private static String next(UnusableLink link) {
    return switch (link) {
      case UnusableLink.Unknown _ -> Messages.text("sharing.over.follow");
      case UnusableLink.TooEarly early -> Messages.text("sharing.over.later", early.sharedBy());
      case UnusableLink.Expired expired -> Messages.text("sharing.over.ask", expired.sharedBy());
      case UnusableLink.UsedUp used -> Messages.text("sharing.over.ask-link", used.sharedBy());
      case UnusableLink.Withdrawn withdrawn ->
          Messages.text("sharing.over.ask", withdrawn.sharedBy());
    };
  }

  private String why(EndedVisit visit) {
    return switch (visit) {
      case EndedVisit.OtherBrowser other -> Messages.text("sharing.over.other-browser");
      case EndedVisit.Idle idle ->
          Messages.text("sharing.over.idle", DurationText.words(times.idle()));
      case EndedVisit.TooLong _ ->
          Messages.text("sharing.over.max", DurationText.words(times.max()));
      case EndedVisit.Expired expired ->
          Messages.text("sharing.over.expired-session", frame.time(expired.at()));
      case EndedVisit.Withdrawn withdrawn -> Messages.text("sharing.over.withdrawn-session");
    };
  }

  private static String next(EndedVisit visit) {
    return switch (visit) {
      case EndedVisit.OtherBrowser _ -> Messages.text("sharing.over.again");
      case EndedVisit.Idle _ -> Messages.text("sharing.over.again");
      case EndedVisit.TooLong _ -> Messages.text("sharing.over.again");
      case EndedVisit.Expired expired -> Messages.text("sharing.over.ask", expired.sharedBy());
      case EndedVisit.Withdrawn withdrawn ->
          Messages.text("sharing.over.ask", withdrawn.sharedBy());
    };
  }
}
