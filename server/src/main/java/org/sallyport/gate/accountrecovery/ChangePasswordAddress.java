package org.sallyport.gate.accountrecovery;

import org.sallyport.platform.access.annotations.ForAnyone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The well-known URL at which password managers look for the page to change a password (W3C). */
@Controller
@ForAnyone
class ChangePasswordAddress {
  @GetMapping("/.well-known/change-password")
  String lead() {
    return "redirect:/settings/account";
  }
}
