package org.sallyport.web;

import org.jspecify.annotations.Nullable;
import org.sallyport.access.Visitor;
import org.sallyport.installation.Installation;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows: whose house it is, and who is in it. */
@ControllerAdvice
class SiteAdvice {
  private final Site site;

  SiteAdvice(Installation installation) {
    this.site = Site.of(installation);
  }

  @ModelAttribute("house")
  Site house() {
    return site;
  }

  @ModelAttribute("visitor")
  @Nullable Visitor visitor(@AuthenticationPrincipal @Nullable Visitor visitor) {
    return visitor;
  }
}
