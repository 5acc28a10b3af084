package org.sallyport.studies.dicomweb;

import org.apache.coyote.CloseNowException;
import org.sallyport.access.Guest;
import org.sallyport.access.Reader;
import org.sallyport.access.RunningResponses;
import org.sallyport.access.RunningResponses.Running;
import org.sallyport.access.Visitor;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.Readers;
import org.springframework.stereotype.Component;

/**
 * Tracks responses with parts of a study, which end with the session and with access to the study.
 */
@Component
class StudyResponses {
  private final RunningResponses responses;
  private final Readers readers;

  StudyResponses(RunningResponses responses, Readers readers) {
    this.responses = responses;
    this.readers = readers;
  }

  /** Begins a response that ends with the session only. */
  Running begin(Visitor visitor) {
    return responses.begin(visitor.signIn(), () -> true);
  }

  Running begin(Reader reader, StudyUid study) {
    return switch (reader) {
      case Visitor visitor ->
          responses.begin(visitor.signIn(), () -> readers.see(visitor, study).isPresent());
      case Guest guest -> responses.begin(() -> readers.see(guest, study).isPresent());
    };
  }

  /**
   * Aborts a response whose right has ended.
   *
   * @throws CloseNowException on which Tomcat closes the connection without logging, so that the
   *     client sees that the response is incomplete; Spring would swallow a ClientAbortException,
   *     and the response would look complete
   */
  static void check(Running running) throws CloseNowException {
    if (running.isOver()) {
      throw new CloseNowException("the right to this response has ended");
    }
  }
}
