package org.sallyport.gate.session.open;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the script of an open page is told about the session of its browser, as JSON. A page whose
 * session is another, or none, clears itself.
 *
 * @param session the id of the session, which is no secret; null if none is open
 * @param gone whether what the page shows is no longer shared, though the session is open
 * @param ended whether the browser still has the cookie of a session that ended. If it has none,
 *     somebody signed out in this browser
 * @param left seconds until the session ends without use
 * @param changed whether another page may have to clear itself, too
 * @param again seconds after which to ask again
 */
public record PageState(
    @Nullable String session, boolean gone, boolean ended, long left, boolean changed, long again) {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** The session is open. */
  public static PageState open(String session, Duration left) {
    return new PageState(session, false, false, Math.max(0, left.toSeconds()), false, 0);
  }

  /** No session is open. */
  public static PageState none(boolean ended) {
    return new PageState(null, false, ended, 0, true, PAUSE.toSeconds());
  }

  /** The same, for a page whose study is no longer shared. */
  public PageState withoutStudy() {
    return new PageState(session, true, ended, left, true, again);
  }

  /** The same, to be asked for again after a pause: there was no place to wait. */
  public PageState later() {
    return new PageState(session, gone, ended, left, changed, PAUSE.toSeconds());
  }

  /** The same, for all pages of the browser. */
  public PageState forAll() {
    return new PageState(session, gone, ended, left, true, again);
  }
}
