package org.sallyport.admin.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Visitor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the administration pages their navigation. */
@ControllerAdvice("org.sallyport.admin")
class MenuAdvice {
  @ModelAttribute("menu")
  List<MenuEntry> menu(@AuthenticationPrincipal @Nullable Visitor visitor) {
    return visitor == null ? List.of() : MenuEntry.of(visitor.rights());
  }
}
