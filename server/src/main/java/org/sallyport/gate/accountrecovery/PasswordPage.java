package org.sallyport.gate.accountrecovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sets a new password after the old one was forgotten (rule 38). */
@Controller
@RequestMapping("/password")
@ForAnyone
class PasswordPage {
  private static final MailedLinkPage.Keys KEYS =
      new MailedLinkPage.Keys(
          "/password",
          "recovery.new-password.heading",
          "recovery.new-password.lead",
          "recovery.new-password.done");

  private final MailedLinkPage page;

  private final AccountRecoveryProperties properties;

  PasswordPage(NewPasswords passwords, PasswordRules rules, AccountRecoveryProperties properties) {
    this.page = new MailedLinkPage(LinkPurpose.PASSWORD, KEYS, passwords, rules);
    this.properties = properties;
  }

  @GetMapping("/{token}")
  void open(@PathVariable String token, HttpServletResponse response) {
    LinkCookie.leadTo(URI.create("/password"), token, response);
  }

  @GetMapping
  String show(HttpServletRequest request, HttpServletResponse response, Model model) {
    return page.show(request, response, model);
  }

  @PostMapping
  String set(
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String mark,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return page.set(password, mark, request, response, model);
  }

  @GetMapping("/done")
  String done(Model model) {
    return properties.emailCodeDelay().isPositive()
        ? page.done(
            Messages.text(
                "recovery.new-password.sign-in-no-email",
                DurationText.words(properties.emailCodeDelay())),
            model)
        : page.done(Messages.text("recovery.new-password.sign-in-now"), model);
  }
}
