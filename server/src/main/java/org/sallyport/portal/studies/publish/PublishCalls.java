package org.sallyport.portal.studies.publish;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForSignedIn;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Publishes objects of a study to the archive, for the viewer's script.
 *
 * <pre>{@code
 * POST /studies/{uid}/publish/key-images    {"request": "2f1c1b1e-...", "title": "113000", "text": "",
 *                                            "images": [{"series": "1.2.3", "object": "1.2.3.4", "frame": 0}]}
 * POST /studies/{uid}/publish/measurements  {"request": "2f1c1b1e-..."}
 *
 * 200: {"series": "2.25.1", "object": "2.25.2", "leftOut": 0}
 * }</pre>
 *
 * <p>The request is a UUID in lower case: the same one publishes once, however often it is sent. A
 * title is one of {@code KeyTitle}; the text has at most 1,000 characters; a frame is from 1, or 0
 * for the whole image; there are at most 200 images. What the objects say comes from the archive
 * and from the marks that the account saved; those of which the report can say nothing are left
 * out. An image without pixels, or a frame that it does not have, is refused. Content-Type is
 * application/json, and a form token is needed as in {@code marks.MarkCalls}.
 *
 * <p>403: the account may not publish on this study. 404: there is no such study, or it may not see
 * it. 400: no such form. 409: the same request is being answered, or was another form. 422: there
 * is nothing to publish, or it is too large. 429: too many in an hour. 502: the archive refused it.
 * 504: the archive did not answer; the same request can be sent again. All but 403 and 404 have the
 * body {@code {"problem": "..."}}.
 */
@RestController
@RequestMapping(path = "/studies/{uid}/publish", consumes = MediaType.APPLICATION_JSON_VALUE)
@ForSignedIn
@RequiredArgsConstructor
class PublishCalls {
  private static final int MAX_BYTES = 64 * 1024;

  private final StudyAccessCheck access;
  private final PublishRight right;
  private final PublishForms forms;
  private final KeyObjectDocuments keyObjects;
  private final MeasurementDocuments measurements;
  private final Publishing publishing;
  private final Clock clock;

  @PostMapping("/key-images")
  ResponseEntity<?> keyImages(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      HttpServletRequest request)
      throws IOException {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess seen = access.of(visitor, study, request);
    if (!right.mayPublish(visitor.account(), seen)) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    Optional<PublishForms.KeyImages> form = forms.keyImages(body(request));
    if (form.isEmpty()) {
      return problem(HttpStatus.BAD_REQUEST, Messages.text("studies.publish.invalid"));
    }
    PublishResult result =
        publishing.publish(
            visitor,
            seen,
            KeyObjectDocuments.request(visitor, study, form.get()),
            () -> keyObjects.of(study, visitor.name(), form.get()),
            Origin.of(request));
    return answer(result, Messages.text("studies.publish.not-of-study"));
  }

  @PostMapping("/measurements")
  ResponseEntity<?> measurements(
      @AuthenticationPrincipal Visitor visitor,
      @PathVariable String uid,
      HttpServletRequest request)
      throws IOException {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    StudyAccess seen = access.of(visitor, study, request);
    if (!right.mayPublish(visitor.account(), seen)) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }
    Optional<UUID> form = forms.request(body(request));
    if (form.isEmpty()) {
      return problem(HttpStatus.BAD_REQUEST, Messages.text("studies.publish.invalid"));
    }
    PublishResult result =
        publishing.publish(
            visitor,
            seen,
            MeasurementDocuments.request(visitor, study, form.get()),
            () -> measurements.of(study, visitor),
            Origin.of(request));
    return answer(result, Messages.text("studies.publish.nothing"));
  }

  private static String body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    return body.length > MAX_BYTES ? "" : new String(body, StandardCharsets.UTF_8);
  }

  /**
   * @param nothing the words if there is no document
   */
  private ResponseEntity<?> answer(PublishResult result, String nothing) {
    return switch (result) {
      case PublishResult.Published(String series, String object, int leftOut) ->
          ResponseEntity.ok(Map.of("series", series, "object", object, "leftOut", leftOut));
      case PublishResult.UnderWay _ ->
          problem(HttpStatus.CONFLICT, Messages.text("studies.publish.under-way"));
      case PublishResult.Different _ ->
          problem(HttpStatus.CONFLICT, Messages.text("studies.publish.different"));
      case PublishResult.Nothing _ -> problem(HttpStatus.UNPROCESSABLE_CONTENT, nothing);
      case PublishResult.TooLarge _ ->
          problem(HttpStatus.UNPROCESSABLE_CONTENT, Messages.text("studies.publish.too-large"));
      case PublishResult.Refused refused ->
          problem(
              HttpStatus.BAD_GATEWAY,
              Messages.text("studies.publish.refused", Integer.toString(refused.status())));
      case PublishResult.Unknown _ ->
          problem(HttpStatus.GATEWAY_TIMEOUT, Messages.text("studies.publish.unknown"));
      case PublishResult.TooMany tooMany -> tooMany(tooMany.until());
    };
  }

  private ResponseEntity<?> tooMany(Instant until) {
    long seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("problem", Messages.text("studies.publish.too-many")));
  }

  private static ResponseEntity<?> problem(HttpStatus status, String words) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("problem", words));
  }
}
