package org.sallyport.connect.oidc.request;

import java.util.Optional;
import java.util.UUID;

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

  /**
   * The id of a request, if its page is the one first asked for, which any link can name.
   *
   * @param start of the addresses of such pages
   */
  static Optional<UUID> request(String landing, String start) {
    try {
      return landing.startsWith(start)
          ? Optional.of(UUID.fromString(landing.substring(start.length())))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
