package org.sallyport.staff.admin.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Visitor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the administration pages their navigation, and whether dear acts can be done now. */
@ControllerAdvice("org.sallyport.staff.admin")
@RequiredArgsConstructor
class MenuAdvice {
  private final StaffActs acts;

  @ModelAttribute("menu")
  List<MenuEntry> menu(@AuthenticationPrincipal @Nullable Visitor visitor) {
    return visitor == null ? List.of() : MenuEntry.of(visitor.rights());
  }

  /** Whether acts that need a fresh second factor would run; if not, the pages ask for it first. */
  @ModelAttribute("fresh")
  boolean fresh(
      @AuthenticationPrincipal @Nullable Visitor visitor,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean fresh = visitor != null && acts.isFresh(visitor);
    if (!fresh) {
      RequestedPage.keep(request, response, !"GET".equals(request.getMethod()));
    }
    return fresh;
  }

  /** How long a second factor counts as fresh, in words. */
  @ModelAttribute("freshFor")
  String freshFor() {
    return acts.freshFor();
  }
}
