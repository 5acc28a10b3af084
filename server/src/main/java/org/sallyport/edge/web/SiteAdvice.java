package org.sallyport.edge.web;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.installation.Installation;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Adds the installation and the visitor to the model of every page. Pages of faults have a model of
 * their own, but the installation, too.
 */
@ControllerAdvice
class SiteAdvice {
  private final Site site;

  SiteAdvice(Installation installation, ThymeleafViewResolver views) {
    this.site = Site.of(installation);
    views.addStaticVariable("site", site);
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
