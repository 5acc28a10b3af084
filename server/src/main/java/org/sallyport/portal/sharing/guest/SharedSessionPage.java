package org.sallyport.portal.sharing.guest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.session.SessionLimits;
import org.sallyport.gate.session.open.PageState;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.annotations.ForAnyone;
import org.sallyport.platform.access.annotations.ForGuest;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells the scripts of a share's pages how long the session lasts, and when it has ended. */
@RestController
@ForGuest
@RequiredArgsConstructor
class SharedSessionPage {
  private final GuestPages pages;
  private final VisitStore visits;

  /**
   * The remaining time of a session, in seconds.
   *
   * @param token form token for "Keep open"
   */
  record Left(long idle, long max, String token) {
    static Left of(SessionLimits.Left left, CsrfToken token) {
      long idle = Math.max(0, left.idle().toSeconds());
      return new Left(idle, Math.max(0, left.max().toSeconds()), token.getToken());
    }

    @Override
    public String toString() {
      return "Left[" + idle + ", " + max + "]";
    }
  }

  @GetMapping("/shared/session/left")
  ResponseEntity<Left> left(@AuthenticationPrincipal Guest guest, CsrfToken token) {
    return visits
        .left(guest.session())
        .map(it -> ResponseEntity.ok(Left.of(it, token)))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.UNAUTHORIZED).build());
  }

  /** Extends the session: the request itself counts as use. */
  @PostMapping("/shared/session/stay")
  ResponseEntity<Left> stay(@AuthenticationPrincipal Guest guest, CsrfToken token) {
    return left(guest, token);
  }

  /** For a page that checks whether it may still be shown; 200 for a stranger, too. */
  @GetMapping("/shared/session/state")
  @ForAnyone
  PageState state(HttpServletRequest request, @RequestParam Optional<String> study) {
    return pages.state(asking(request, study));
  }

  /** The same, answered when the session ends: 25 seconds later at the most. */
  @GetMapping("/shared/session/end")
  @ForAnyone
  CompletableFuture<PageState> end(
      HttpServletRequest request, @RequestParam Optional<String> study) {
    return pages.next(asking(request, study));
  }

  private static GuestPages.Asking asking(HttpServletRequest request, Optional<String> study) {
    return new GuestPages.Asking(
        ShareCookies.session(request),
        Origin.of(request),
        study.flatMap(StudyUid::parse).orElse(null));
  }
}
