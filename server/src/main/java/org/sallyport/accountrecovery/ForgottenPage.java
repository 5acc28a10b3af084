package org.sallyport.accountrecovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.access.ForAnyone;
import org.sallyport.access.Origin;
import org.sallyport.access.RetryAfter;
import org.sallyport.account.Usernames;
import org.sallyport.installation.DurationText;
import org.sallyport.installation.Installation;
import org.sallyport.session.KnownBrowsers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Accepts reports of forgotten passwords, with the same response for every name (rule 38). */
@Controller
@RequestMapping("/forgotten")
@ForAnyone
class ForgottenPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);

  private static final String NETWORK =
      "Too many requests came from your network within an hour. The next one is taken at %s. A browser from which you"
          + " signed in before can still ask now.";

  /** The text for a known browser that has used up its own share of the limit. */
  private static final String BROWSER =
      "Too many requests came from this browser within an hour. The next one is taken at %s.";

  private final ForgottenPasswords passwords;
  private final KnownBrowsers knownBrowsers;
  private final AccountRecoveryProperties properties;
  private final Installation installation;
  private final Clock clock;

  ForgottenPage(
      ForgottenPasswords passwords,
      KnownBrowsers knownBrowsers,
      AccountRecoveryProperties properties,
      Installation installation,
      Clock clock) {
    this.passwords = passwords;
    this.knownBrowsers = knownBrowsers;
    this.properties = properties;
    this.installation = installation;
    this.clock = clock;
  }

  @GetMapping
  String show(Model model) {
    model.addAttribute("username", "");
    return "forgotten";
  }

  @PostMapping
  String ask(
      @RequestParam(defaultValue = "") String username,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (username.isBlank()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("problem", "Enter your username.");
      return show(model);
    }
    String known = knownBrowsers.known(username, request);
    Optional<Instant> wait = passwords.ask(Usernames.key(username), Origin.of(request), known);
    return wait.isEmpty()
        ? "redirect:/forgotten/sent"
        : tooMany(wait.get(), known == null ? NETWORK : BROWSER, username, response, model);
  }

  /**
   * Shows that a limit is used up. The limit is that of the address or the browser, so the response
   * reveals nothing about the name.
   */
  private String tooMany(
      Instant until, String words, String username, HttpServletResponse response, Model model) {
    RetryAfter.set(response, Duration.between(clock.instant(), until).toSeconds() + 1);
    model.addAttribute("username", username);
    model.addAttribute(
        "problem",
        String.format(Locale.ROOT, words, TIME.format(until.atZone(installation.zone()))));
    return "forgotten";
  }

  @GetMapping("/sent")
  String sent(Model model) {
    model.addAttribute("lasts", DurationText.words(properties.password()));
    return "forgotten-sent";
  }
}
