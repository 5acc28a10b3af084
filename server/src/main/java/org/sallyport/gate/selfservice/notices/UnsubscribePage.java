package org.sallyport.gate.selfservice.notices;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.notifications.OptionalMail;
import org.sallyport.gate.notifications.optional.UnsubscribeLinks;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Stops mails about new studies by the link in one of them, without signing in (RFC 8058). Opening
 * the link changes nothing, since programs open links too; the form, or the button of the mail
 * program, does. The token is the proof, so no cookie is read and no form token required.
 */
@Controller
@RequestMapping(UnsubscribeLinks.PATH + "{token}")
@ForAnyone
@RequiredArgsConstructor
class UnsubscribePage {
  private final UnsubscribeLinks links;
  private final OptionalMail mails;

  @GetMapping
  String page(@PathVariable String token, Model model) {
    Optional<AccountId> account = links.account(token);
    model.addAttribute("valid", account.isPresent());
    model.addAttribute("wanted", account.map(mails::wanted).orElse(false));
    model.addAttribute("token", token);
    return "unsubscribe";
  }

  /** The button of the page. */
  @PostMapping(params = "!List-Unsubscribe")
  String stop(@PathVariable String token) {
    links.account(token).ifPresent(mails::stop);
    return "redirect:" + UnsubscribeLinks.PATH + token;
  }

  /** The button of a mail program (RFC 8058 section 3.1): it follows no redirect. */
  @PostMapping(params = "List-Unsubscribe=One-Click")
  ResponseEntity<String> stopAtOnce(@PathVariable String token) {
    Optional<AccountId> account = links.account(token);
    account.ifPresent(mails::stop);
    return ResponseEntity.status(account.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND)
        .contentType(MediaType.TEXT_PLAIN)
        .body(
            account.isPresent()
                ? Messages.text("settings.unsubscribe.off")
                : Messages.text("settings.unsubscribe.unknown"));
  }
}
