package org.sallyport.portal.studies.marks;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.access.annotations.ForReader;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.pages.StudyAccessCheck;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The marks that others sent to the reader along with shares of a study, for the viewer's script.
 *
 * <pre>{@code
 * GET /studies/{uid}/marks/shared          200: [{"by": "Dr A. Sharer", "marks": [mark, ...]}, ...]
 * GET /shared/studies/{uid}/marks/shared   the same for a guest
 * }</pre>
 *
 * <p>Each sharer is there once, with what the newest share has. A mark is as in {@link MarkCalls},
 * with an id of its own, by which nothing can be asked for. 404: there is no such study, or the
 * reader may not see it. 503: the archive does not answer.
 */
@RestController
@ForReader
@RequiredArgsConstructor
class SentMarkCalls {
  private final StudyAccessCheck access;
  private final SentMarks sent;

  @GetMapping({"/studies/{uid}/marks/shared", "/shared/studies/{uid}/marks/shared"})
  List<SentBy> received(
      @AuthenticationPrincipal Reader reader,
      @PathVariable String uid,
      HttpServletRequest request) {
    StudyUid study = StudyUid.parse(uid).orElseThrow(StudyAccessCheck::nothing);
    return sent.receivedBy(account(reader), access.of(reader, study, request));
  }

  private static @Nullable AccountId account(Reader reader) {
    return switch (reader) {
      case Visitor visitor -> visitor.account();
      case Guest _ -> null;
    };
  }
}
