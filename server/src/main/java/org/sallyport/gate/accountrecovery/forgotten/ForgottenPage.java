package org.sallyport.gate.accountrecovery.forgotten;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.accountrecovery.AccountRecoveryProperties;
import org.sallyport.gate.session.KnownBrowsers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.RetryAfter;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
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
@RequiredArgsConstructor
class ForgottenPage {
  private static final DateFormats TIME = DateFormats.of("common.format.time-zone");

  private final ForgottenPasswords passwords;
  private final KnownBrowsers knownBrowsers;
  private final AccountRecoveryProperties properties;
  private final Installation installation;
  private final Clock clock;

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
      RefusedForm.answer(response, model, "problem", Messages.text("recovery.forgotten.missing"));
      return show(model);
    }
    String known = knownBrowsers.known(username, request);
    Optional<Instant> wait = passwords.ask(Usernames.key(username), Origin.of(request), known);
    return wait.isEmpty()
        ? "redirect:/forgotten/sent"
        : tooMany(wait.get(), known != null, username, response, model);
  }

  /**
   * Shows that a limit is used up. The limit is that of the address or the browser, so the response
   * reveals nothing about the name.
   *
   * @param known whether a known browser has used up its own share of the limit
   */
  private String tooMany(
      Instant until, boolean known, String username, HttpServletResponse response, Model model) {
    RetryAfter.set(response, Duration.between(clock.instant(), until).toSeconds() + 1);
    model.addAttribute("username", username);
    model.addAttribute(
        "problem",
        Messages.text(
            known ? "recovery.forgotten.too-many-browser" : "recovery.forgotten.too-many-network",
            TIME.format(until.atZone(installation.zone()))));
    return "forgotten";
  }

  @GetMapping("/sent")
  String sent(Model model) {
    model.addAttribute("lasts", DurationText.words(properties.passwordLinkTtl()));
    return "forgotten-sent";
  }
}
