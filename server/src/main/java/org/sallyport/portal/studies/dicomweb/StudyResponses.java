package org.sallyport.portal.studies.dicomweb;

import java.util.function.BooleanSupplier;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.coyote.CloseNowException;
import org.sallyport.platform.access.Guest;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.RunningResponses;
import org.sallyport.platform.access.RunningResponses.Running;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.Readers;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.sallyport.portal.studies.retrieval.Retrievals;
import org.springframework.stereotype.Component;

/**
 * Tracks responses with parts of a study, which end with the session and with access to the study,
 * and when the client reads too slowly.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StudyResponses {
  private final RunningResponses responses;
  private final Readers readers;
  private final HiddenReports reports;
  private final Retrievals retrievals;

  /** Begins a response that ends with the session only. */
  Running begin(Visitor visitor) {
    return responses.begin(visitor.signIn(), retrievals.pace());
  }

  /** Begins a response that ends with the right to this part of the study, reports included. */
  public Running begin(Reader reader, ResourcePath path) {
    return begin(
        reader,
        () ->
            readers
                .see(reader, path.study())
                .filter(studyAccess -> !reports.hides(studyAccess, path))
                .isPresent());
  }

  /**
   * Begins a response that ends with the session and with this access to the study: one with the
   * reports ends with the right to them too.
   */
  Running begin(Reader reader, StudyAccess begun) {
    return begin(
        reader,
        () ->
            readers
                .see(reader, begun.study().uid())
                .filter(now -> now.withReport() || !begun.withReport())
                .isPresent());
  }

  /** Begins a response that ends with the session and with access to the study. */
  public Running begin(Reader reader, StudyUid study) {
    return begin(reader, () -> readers.see(reader, study).isPresent());
  }

  private Running begin(Reader reader, BooleanSupplier right) {
    BooleanSupplier pace = retrievals.pace();
    BooleanSupplier lasts = () -> pace.getAsBoolean() && right.getAsBoolean();
    return switch (reader) {
      case Visitor visitor -> responses.begin(visitor.signIn(), lasts);
      case Guest _ -> responses.begin(lasts);
    };
  }

  /**
   * Aborts a response whose right has ended.
   *
   * @throws CloseNowException on which Tomcat closes the connection without logging, so that the
   *     client sees that the response is incomplete; Spring would swallow a ClientAbortException,
   *     and the response would look complete
   */
  public static void check(Running running) throws CloseNowException {
    if (running.isOver()) {
      throw new CloseNowException("the right to this response has ended");
    }
  }
}
