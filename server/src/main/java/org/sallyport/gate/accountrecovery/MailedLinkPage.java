package org.sallyport.gate.accountrecovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.messages.RefusedForm;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** The page to which a mailed link leads: a form for a new password. */
@RequiredArgsConstructor
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

  String show(HttpServletRequest request, HttpServletResponse response, Model model) {
    return show(request, response, model, null);
  }

  /**
   * Sets the password. The links of two accounts may be open in one browser, which has one cookie:
   * the form of the one must not set the password of the other.
   *
   * @param mark that of the account for which the form was shown; empty if the form had none
   */
  String set(
      String password,
      String mark,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String token = LinkCookie.read(request);
    if (!passwords.isOfOwner(linkPurpose, token, mark)) {
      response.setStatus(HttpStatus.CONFLICT.value());
      return show(request, response, model, Messages.text("recovery.new-password.other-link"));
    }
    return switch (passwords.set(linkPurpose, token, password, Origin.of(request))) {
      case PasswordSet.Changed done -> {
        LinkCookie.remove(response);
        yield "redirect:" + keys.action() + "/done";
      }
      case PasswordSet.Refused(String words) -> {
        RefusedForm.answer(response);
        yield show(request, response, model, words);
      }
      case PasswordSet.LinkVoid gone -> gone(request, response, model);
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
    return passwords
        .owner(linkPurpose, LinkCookie.read(request))
        .map(owner -> form(owner, problem, model))
        .orElseGet(() -> gone(request, response, model));
  }

  private String form(Account owner, @Nullable String problem, Model model) {
    model.addAttribute("heading", Messages.text(keys.heading()));
    model.addAttribute(
        "lead",
        owner.directory() == null
            ? Messages.text(keys.lead())
            : Messages.text(keys.lead()) + " " + Messages.text("directory.password.everywhere"));
    model.addAttribute("ofDirectory", owner.directory() != null);
    model.addAttribute("action", keys.action());
    model.addAttribute("mark", passwords.mark(linkPurpose, owner));
    model.addAttribute("username", owner.username());
    model.addAttribute("minLength", rules.minLength());
    model.addAttribute("problem", problem);
    model.addAttribute("current", false);
    return "password-new";
  }

  /**
   * The link is not valid, or the browser sent none. The cookie stays, so that the page says the
   * same when it is loaded again.
   */
  private static String gone(
      HttpServletRequest request, HttpServletResponse response, Model model) {
    model.addAttribute("missing", LinkCookie.read(request).isEmpty());
    response.setStatus(HttpStatus.GONE.value());
    return "link-void";
  }
}
