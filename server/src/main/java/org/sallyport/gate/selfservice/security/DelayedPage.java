package org.sallyport.gate.selfservice.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Stops a delayed change. This needs no fresh second factor, since it grants nothing. */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class DelayedPage {
  private final DelayedChanges changes;

  @PostMapping("/settings/delayed/cancel")
  String stop(
      @AuthenticationPrincipal Visitor visitor, @RequestParam UUID id, HttpServletRequest request) {
    boolean stopped = changes.stop(visitor, id, Origin.of(request));
    return stopped ? "redirect:/settings/account?stopped" : "redirect:/settings/account";
  }
}
