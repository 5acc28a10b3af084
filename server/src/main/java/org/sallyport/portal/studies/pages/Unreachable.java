package org.sallyport.portal.studies.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.installation.Installation;
import org.sallyport.portal.archive.Archive;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page shown while the archive does not answer: since when, and that it is retried. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Unreachable {
  private static final String TRY_AGAIN_IN_SECONDS = "10";

  private final Archive archive;
  private final Installation installation;
  private final Clock clock;

  /** Sets status and headers; returns the name of the page. */
  public String page(HttpServletRequest request, HttpServletResponse response, Model model) {
    return show(Refresh.page(request), response, model);
  }

  /**
   * The same in answer to a form of an account. The browser does not send the form again, but
   * returns to its page.
   *
   * @param form the local address of the page with the form
   */
  public String afterForm(String form, HttpServletResponse response, Model model) {
    return show(form, response, model);
  }

  private String show(String again, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    response.setHeader("Retry-After", TRY_AGAIN_IN_SECONDS);
    Refresh.set(response, TRY_AGAIN_IN_SECONDS, again);
    model.addAttribute(
        "since", archive.downSince().orElse(clock.instant()).atZone(installation.zone()));
    model.addAttribute("again", again);
    return "studies/unreachable";
  }
}
