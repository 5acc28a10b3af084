package org.sallyport.gate.oidc.request;

import java.util.Optional;

/** Applications of another kind that wait for a first sign-in to end. */
public interface WaitingApplications {

  /**
   * An application that waits.
   *
   * @param application its name
   * @param page where the sign-in to it goes on
   */
  record Waiting(String application, String page) {}

  /**
   * The application that waits for a sign-in.
   *
   * @param landing the page first asked for
   */
  Optional<Waiting> waiting(String landing);
}
