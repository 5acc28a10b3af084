package org.sallyport.gate.signin.landing;

import org.sallyport.platform.access.annotations.ForAnyone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Redirects {@code /} to the study list; unauthenticated visitors are redirected from there to the
 * sign-in.
 */
@Controller
@ForAnyone
class FrontPage {
  @GetMapping("/")
  String page() {
    return "redirect:" + Landing.HOME;
  }
}
