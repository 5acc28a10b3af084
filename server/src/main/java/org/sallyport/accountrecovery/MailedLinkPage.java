package org.sallyport.accountrecovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.account.password.PasswordRules;
import org.sallyport.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** The page to which a mailed link leads: a form for a new password. */
final class MailedLinkPage {
  private final LinkPurpose linkPurpose;
  private final Keys keys;
  private final NewPasswords passwords;
  private final PasswordRules rules;

  /**
   * What differs between the pages.
   *
   * @param action the path to which the form is posted
   * @param heading key of the form's heading
   * @param lead key of the sentence below it
   * @param done key of the heading after the password was set
   */
  record Keys(String action, String heading, String lead, String done) {}

  MailedLinkPage(LinkPurpose linkPurpose, Keys keys, NewPasswords passwords, PasswordRules rules) {
    this.linkPurpose = linkPurpose;
    this.keys = keys;
    this.passwords = passwords;
    this.rules = rules;
  }

  String show(HttpServletRequest request, HttpServletResponse response, Model model) {
    return show(request, response, model, null);
  }

  String set(
      String password, HttpServletRequest request, HttpServletResponse response, Model model) {
    String token = LinkCookie.read(request);
    return switch (passwords.set(linkPurpose, token, password, Origin.of(request))) {
      case PasswordSet.Done done -> {
        LinkCookie.remove(response);
        yield "redirect:" + keys.action() + "/done";
      }
      case PasswordSet.Refused refused -> {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        yield show(request, response, model, refused.why().words());
      }
      case PasswordSet.LinkVoid gone -> gone(response);
    };
  }

  String done(String lead, Model model) {
    model.addAttribute("heading", Messages.text(keys.done()));
    model.addAttribute("lead", lead);
    model.addAttribute("alert", false);
    model.addAttribute("linkHref", "/login");
    model.addAttribute("linkText", Messages.text("recovery.new-password.sign-in"));
    return "message";
  }

  private String show(
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      @Nullable String problem) {
    Account owner = passwords.owner(linkPurpose, LinkCookie.read(request)).orElse(null);
    if (owner == null) {
      return gone(response);
    }
    model.addAttribute("heading", Messages.text(keys.heading()));
    model.addAttribute("lead", Messages.text(keys.lead()));
    model.addAttribute("action", keys.action());
    model.addAttribute("username", owner.username());
    model.addAttribute("minLength", rules.minLength());
    model.addAttribute("problem", problem);
    return "password-new";
  }

  private static String gone(HttpServletResponse response) {
    LinkCookie.remove(response);
    response.setStatus(HttpStatus.GONE.value());
    return "link-void";
  }
}
