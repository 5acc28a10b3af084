package org.sallyport.accountrecovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.sallyport.access.ForAnyone;
import org.sallyport.account.password.PasswordRules;
import org.sallyport.installation.DurationText;
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
  private static final MailedLinkPage.Words WORDS =
      new MailedLinkPage.Words(
          "/password",
          "Set a new password",
          "All your sessions and remembered browsers end with the old one.",
          "Your new password is set");

  private final MailedLinkPage page;

  private final AccountRecoveryProperties properties;

  PasswordPage(NewPasswords passwords, PasswordRules rules, AccountRecoveryProperties properties) {
    this.page = new MailedLinkPage(LinkPurpose.PASSWORD, WORDS, passwords, rules);
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
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return page.set(password, request, response, model);
  }

  @GetMapping("/done")
  String done(Model model) {
    return properties.emailCodeWait().isPositive()
        ? page.done(
            "You can sign in now. For "
                + DurationText.words(properties.emailCodeWait())
                + " a code by e-mail is not taken as your second factor, for the link came to the same mailbox. A code"
                + " by SMS, an app, a passkey or a recovery code is taken at once. You have none of them? The desk can"
                + " help earlier.",
            model)
        : page.done("You can sign in now.", model);
  }
}
