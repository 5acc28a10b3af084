package org.sallyport.gate.accountrecovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sets the first password of a new account (rule 40). */
@Controller
@RequestMapping("/activate")
@ForAnyone
class ActivationPage {
  private static final MailedLinkPage.Keys KEYS =
      new MailedLinkPage.Keys(
          "/activate",
          "recovery.activation.heading",
          "recovery.activation.lead",
          "recovery.activation.done");

  private final MailedLinkPage page;

  ActivationPage(NewPasswords passwords, PasswordRules rules) {
    this.page = new MailedLinkPage(LinkPurpose.ACTIVATION, KEYS, passwords, rules);
  }

  @GetMapping("/{token}")
  void open(@PathVariable String token, HttpServletResponse response) {
    LinkCookie.leadTo(URI.create("/activate"), token, response);
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
    return page.done(Messages.text("recovery.new-password.sign-in-now"), model);
  }
}
