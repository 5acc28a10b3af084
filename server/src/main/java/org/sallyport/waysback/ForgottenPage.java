package org.sallyport.waysback;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.sallyport.access.ForAnyone;
import org.sallyport.access.Origin;
import org.sallyport.account.Usernames;
import org.sallyport.installation.Spans;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody says that their password is forgotten. One answer for every name (RULES 38). */
@Controller
@RequestMapping("/forgotten")
@ForAnyone
class ForgottenPage {
  private final ForgottenPasswords passwords;
  private final WaysBackProperties properties;

  ForgottenPage(ForgottenPasswords passwords, WaysBackProperties properties) {
    this.passwords = passwords;
    this.properties = properties;
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
    passwords.ask(Usernames.key(username), Origin.of(request));
    return "redirect:/forgotten/sent";
  }

  @GetMapping("/sent")
  String sent(Model model) {
    model.addAttribute("lasts", Spans.words(properties.password()));
    return "forgotten-sent";
  }
}
