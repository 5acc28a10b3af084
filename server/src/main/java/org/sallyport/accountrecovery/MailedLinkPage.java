package org.sallyport.accountrecovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.account.password.PasswordRules;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** The page to which a mailed link leads: a form for a new password. */
final class MailedLinkPage {
  private final LinkPurpose linkPurpose;
  private final Words words;
  private final NewPasswords passwords;
  private final PasswordRules rules;

  /**
   * The page's texts.
   *
   * @param action the path to which its form is posted
   */
  record Words(String action, String heading, String lead, String done) {}

  MailedLinkPage(
      LinkPurpose linkPurpose, Words words, NewPasswords passwords, PasswordRules rules) {
    this.linkPurpose = linkPurpose;
    this.words = words;
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
        yield "redirect:" + words.action() + "/done";
      }
      case PasswordSet.Refused refused -> {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        yield show(request, response, model, refused.why().words());
      }
      case PasswordSet.LinkVoid gone -> gone(response);
    };
  }

  String done(String lead, Model model) {
    model.addAttribute("heading", words.done());
    model.addAttribute("lead", lead);
    model.addAttribute("alert", false);
    model.addAttribute("linkHref", "/login");
    model.addAttribute("linkText", "Sign in");
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
    model.addAttribute("heading", words.heading());
    model.addAttribute("lead", words.lead());
    model.addAttribute("action", words.action());
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
