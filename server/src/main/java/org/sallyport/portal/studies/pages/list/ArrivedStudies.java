package org.sallyport.portal.studies.pages.list;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.installation.TypedDates;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.list.UnreadStudies;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Tells an open list how many studies have arrived. The list's script asks; that is not use. */
@Controller
@ForSignedIn
@RequiredArgsConstructor
class ArrivedStudies {
  private static final Duration MAX_PERIOD = Duration.ofHours(12);

  private final UnreadStudies studies;
  private final Clock clock;

  /**
   * What the list says.
   *
   * @param text empty if there is none
   */
  record Arrived(int count, String text) {}

  @GetMapping("/studies/arrived")
  ResponseEntity<Arrived> arrived(
      @AuthenticationPrincipal Visitor visitor, @RequestParam("since") String since) {
    Instant now = clock.instant();
    Instant from =
        TypedDates.instant(since)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    Instant earliest = now.minus(MAX_PERIOD);
    int count = studies.arrived(visitor.account(), from.isBefore(earliest) ? earliest : from, now);
    String text =
        count == 0 ? "" : Messages.text("studies.list.arrived", count, Counted.number(count));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON)
        .body(new Arrived(count, text));
  }
}
