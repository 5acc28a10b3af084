package org.sallyport.door;

import org.jspecify.annotations.Nullable;
import org.sallyport.access.Visitor;
import org.sallyport.installation.Installation;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows: whose house it is, and who is in it. */
@ControllerAdvice
class HouseAdvice {
  private final House house;

  HouseAdvice(Installation installation) {
    this.house = House.of(installation);
  }

  @ModelAttribute("house")
  House house() {
    return house;
  }

  @ModelAttribute("visitor")
  @Nullable Visitor visitor(@AuthenticationPrincipal @Nullable Visitor visitor) {
    return visitor;
  }
}
