package org.sallyport.gate.session.open;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.session.SessionProperties;

/**
 * What the scripts of a page of a session need: to warn before the session ends, and to clear the
 * page when it has ended.
 *
 * @param session its id
 * @param guest whether it is the session of a share
 * @param root path of the session's state
 * @param firstLook seconds until the script asks for the first time how long the session lasts
 * @param warning seconds before the end at which the script warns
 * @param idle seconds that the session lasts without use
 * @param max maximum duration of a session, in words
 * @param page the page to return to from the response to a form; null to use the current address
 * @param study the study of a share that the page shows; null for none
 */
public record Stay(
    String session,
    boolean guest,
    String root,
    long firstLook,
    long warning,
    long idle,
    String max,
    @Nullable String page,
    @Nullable String study) {
  private static final Duration WARNING_PERIOD = Duration.ofMinutes(2);

  /** The last use is stored at most once a minute, so the session may end that much earlier. */
  private static final Duration LAST_SEEN_INTERVAL = Duration.ofMinutes(1);

  /**
   * For the session of an account.
   *
   * @param max maximum duration of a session, in words
   */
  public static Stay signedIn(
      String session, SessionProperties times, String max, @Nullable String page) {
    return of(session, times, max).with(false, "/session", page, null);
  }

  /**
   * For the session of a share.
   *
   * @param max maximum duration of a session, in words
   */
  public static Stay guest(
      String session, SessionProperties times, String max, @Nullable String study) {
    return of(session, times, max).with(true, "/shared/session", null, study);
  }

  private Stay with(boolean guest, String root, @Nullable String page, @Nullable String study) {
    return new Stay(session, guest, root, firstLook, warning, idle, max, page, study);
  }

  private static Stay of(String session, SessionProperties times, String max) {
    Duration first = times.idle().minus(WARNING_PERIOD).minus(LAST_SEEN_INTERVAL);
    return new Stay(
        session,
        false,
        "",
        Math.max(1, first.toSeconds()),
        WARNING_PERIOD.toSeconds(),
        times.idle().toSeconds(),
        max,
        null,
        null);
  }
}
