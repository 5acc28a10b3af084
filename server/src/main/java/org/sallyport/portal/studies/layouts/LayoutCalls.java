package org.sallyport.portal.studies.layouts;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How an account arranged the series of kinds of studies, for the viewer's script. They are the
 * account's own, and belong to no study.
 *
 * <pre>{@code
 * GET    /studies/layouts          200: all, 40 at most: [layout, ...]
 * PUT    /studies/layouts/{kind}   204: saved in place of the one for this kind
 * DELETE /studies/layouts/{kind}   204, also if there is none
 * DELETE /studies/layouts          204: all are deleted
 *
 * layout: {"kind": "CT-CHEST", "panes": ["CT/axial/1", "CT/coronal/1"], "linked": true, "used": "2026-01-01T08:00:00Z"}
 * }</pre>
 *
 * <p>A kind is a modality, or a modality and a body part. A PUT has Content-Type application/json
 * and the fields {@code panes}, one to four, and {@code linked}; the body has at most 1 KiB. A pane
 * is an empty text, or a modality, a plane (axial, coronal, sagittal, other) and a number from 1.
 *
 * <p>PUT and DELETE need a form token in the header X-CSRF-TOKEN. 400: not a layout, or not a kind.
 * 413: too large. 415: not JSON. 429: too many in an hour, with Retry-After. 403: the token is out
 * of date. Nothing is changed then.
 */
@RestController
@RequestMapping("/studies/layouts")
@ForSignedIn
@RequiredArgsConstructor
class LayoutCalls {
  private static final int MAX_BYTES = 1024;

  private final SavedLayouts layouts;
  private final StrictJson json;
  private final Clock clock;

  @GetMapping
  List<SavedLayout> all(@AuthenticationPrincipal Visitor visitor) {
    return layouts.of(visitor.account());
  }

  @PutMapping(path = "/{kind}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> save(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String kind,
      HttpServletRequest request)
      throws IOException {
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
    }
    Optional<Layout> layout = json.read(new String(body, StandardCharsets.UTF_8), Layout.class);
    if (layout.isEmpty() || !Layout.Kind.isKind(kind)) {
      return ResponseEntity.badRequest().build();
    }
    return layouts
        .save(visitor.account(), new Layout.Kind(kind), layout.get())
        .map(this::tooMany)
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @DeleteMapping("/{kind}")
  ResponseEntity<Void> delete(@AuthenticationPrincipal Visitor visitor, @PathVariable String kind) {
    layouts.delete(visitor.account(), new Layout.Kind(kind));
    return ResponseEntity.noContent().build();
  }

  @DeleteMapping
  ResponseEntity<Void> deleteAll(@AuthenticationPrincipal Visitor visitor) {
    layouts.deleteAll(visitor.account());
    return ResponseEntity.noContent().build();
  }

  private ResponseEntity<Void> tooMany(Instant until) {
    long seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
        .build();
  }
}
