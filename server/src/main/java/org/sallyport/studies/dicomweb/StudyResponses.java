package org.sallyport.studies.dicomweb;

import org.apache.coyote.CloseNowException;
import org.sallyport.access.RunningResponses;
import org.sallyport.access.RunningResponses.Running;
import org.sallyport.access.Visitor;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.Studies;
import org.springframework.stereotype.Component;

/** Responses with parts of a study: they end with the session, and with the right to the study. */
@Component
class StudyResponses {
  private final RunningResponses responses;
  private final Studies studies;

  StudyResponses(RunningResponses responses, Studies studies) {
    this.responses = responses;
    this.studies = studies;
  }

  /** A response that ends with the session alone. */
  Running begin(Visitor visitor) {
    return responses.begin(visitor.signIn(), () -> true);
  }

  Running begin(Visitor visitor, StudyUid study) {
    return responses.begin(
        visitor.signIn(), () -> studies.see(visitor.account(), study).isPresent());
  }

  /**
   * Ends a response that is over.
   *
   * @throws CloseNowException at which Tomcat closes the connection and logs nothing, so that the
   *     client sees that the response is not whole; a ClientAbortException would be swallowed by
   *     Spring, and the response end as if it were
   */
  static void check(Running running) throws CloseNowException {
    if (running.isOver()) {
      throw new CloseNowException("the right to this response has ended");
    }
  }
}
