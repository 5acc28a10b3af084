package org.sallyport.signin;

import org.sallyport.access.ForAnyone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The bare address leads to the studies, and from there strangers to the sign-in. */
@Controller
@ForAnyone
class FrontPage {
  @GetMapping("/")
  String page() {
    return "redirect:" + Landing.HOME;
  }
}
