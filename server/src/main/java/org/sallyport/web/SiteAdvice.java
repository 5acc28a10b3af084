package org.sallyport.web;

import org.jspecify.annotations.Nullable;
import org.sallyport.access.Visitor;
import org.sallyport.installation.Installation;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Adds the installation and the visitor to the model of every page. */
@ControllerAdvice
class SiteAdvice {
  private final Site site;

  SiteAdvice(Installation installation) {
    this.site = Site.of(installation);
  }

  @ModelAttribute("site")
  Site site() {
    return site;
  }

  @ModelAttribute("visitor")
  @Nullable Visitor visitor(@AuthenticationPrincipal @Nullable Visitor visitor) {
    return visitor;
  }
}
