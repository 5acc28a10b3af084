package org.sallyport.portal.studies.marks;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
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
 * The marks that an account saved on the images of a study, for the viewer's script. They are the
 * account's own: nobody else reads or changes them, whoever may see the study.
 *
 * <pre>{@code
 * GET    /studies/{uid}/marks        200: all of the study, the oldest first: [mark, ...]
 * PUT    /studies/{uid}/marks/{id}   200: the mark as it was saved, with the time
 * DELETE /studies/{uid}/marks/{id}   204, also if there is none
 *
 * mark: {"id": "2f1c1b1e-7f0a-4a53-9a55-7f5a1f0c9d11", "series": "1.2.3", "object": "1.2.3.4", "frame": 1,
 *        "kind": "length", "points": [[10.5, 20.0], [30.25, 40.0]], "text": "", "ratio": 1.25,
 *        "changed": "2026-01-01T08:00:00Z"}
 * }</pre>
 *
 * <p>The browser chooses the id, a UUID in lower case, which is that of the mark in its study. A
 * PUT has Content-Type application/json and all fields; {@code id} may be missing, {@code changed}
 * is ignored, and {@code text} may be missing if there is none. Kinds and their points are those of
 * {@link MarkKind}: length, angle, cobb, bidirectional, ellipse, rectangle, circle, freehand,
 * probe, arrow. A point is [column, row] in pixels of the image, where [0, 0] is the top left
 * corner of the top left pixel (PS3.3 C.10.5.1.2), and neither is beyond 100,000. The text has at
 * most 200 characters and none that is invisible. The ratio is that of the screen on which the
 * points were set or confirmed, above 0 and at most 100; null or missing says that nobody knows, as
 * of all that were saved before it was kept. The body has at most 32 KiB.
 *
 * <p>PUT and DELETE need a form token in the header X-CSRF-TOKEN, which {@code GET /session/left}
 * gives, and can be sent again. The last one that arrives decides, from whichever tab; nothing
 * remembers what was deleted, so that a PUT takes a deletion back.
 *
 * <p>404: there is no such study, or the account may not see it. 400: not a mark. 413: too large.
 * 415: not JSON. 422: a limit of rows or bytes is reached. 429: too many in an hour, or too many at
 * once; with Retry-After. 403: the token is out of date. 503: the archive does not answer. With
 * 400, 422, and the limit of an hour, the body is {@code {"problem": "..."}}, a sentence for the
 * reader, and nothing was changed.
 */
@RestController
@RequestMapping("/studies/{uid}/marks")
@ForSignedIn
@RequiredArgsConstructor
class MarkCalls {
  private static final int MAX_BYTES = 32 * 1024;

  private final StudyAccessCheck access;
  private final SavedMarks marks;
  private final MarkReader reader;
  private final Clock clock;

  @GetMapping
  List<Mark> all(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      HttpServletRequest request) {
    return marks.of(visitor.account(), visible(visitor, uid, request));
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> save(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @PathVariable String id,
      HttpServletRequest request)
      throws IOException {
    StudyUid study = visible(visitor, uid, request);
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
    }
    Optional<UUID> mark = MarkReader.id(id);
    return mark.flatMap(it -> reader.read(new String(body, StandardCharsets.UTF_8), it))
        .<ResponseEntity<?>>map(
            content -> answer(marks.save(visitor.account(), study, mark.orElseThrow(), content)))
        .orElseGet(() -> problem(HttpStatus.BAD_REQUEST, Messages.text("studies.marks.invalid")));
  }

  @DeleteMapping("/{id}")
  ResponseEntity<?> delete(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      @PathVariable String id,
      HttpServletRequest request) {
    StudyUid study = visible(visitor, uid, request);
    MarkReader.id(id).ifPresent(mark -> marks.delete(visitor.account(), study, mark));
    return ResponseEntity.noContent().build();
  }

  /** The study, if the account may see it: asked at every request, as its page does. */
  private StudyUid visible(Visitor visitor, String uid, HttpServletRequest request) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    access.of(visitor, study, request);
    return study;
  }

  private ResponseEntity<?> answer(SaveResult result) {
    return switch (result) {
      case SaveResult.Saved saved -> ResponseEntity.ok(saved.mark());
      case SaveResult.StudyFull full ->
          problem(
              HttpStatus.UNPROCESSABLE_CONTENT,
              Messages.text("studies.marks.study-full", full.most()));
      case SaveResult.AccountFull _ ->
          problem(HttpStatus.UNPROCESSABLE_CONTENT, Messages.text("studies.marks.account-full"));
      case SaveResult.TooMany tooMany -> tooMany(tooMany.until());
    };
  }

  private ResponseEntity<?> tooMany(Instant until) {
    long seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("problem", Messages.text("studies.marks.too-many")));
  }

  private static ResponseEntity<?> problem(HttpStatus status, String words) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("problem", words));
  }
}
