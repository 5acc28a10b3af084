package org.sallyport.gate.directory;

import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.gate.lockout.Throttle;
import org.springframework.stereotype.Component;

/**
 * How many passwords are passed on to a directory for one person, so that nobody can have the
 * directory lock them out from here: strangers together, and browsers in which the person signed in
 * before together. A quarter of them, at least one, is kept for the latter.
 */
@Component
@RequiredArgsConstructor
class DirectoryTries {
  private static final int SHARES = 4;
  private static final String STRANGERS = "strangers";
  private static final String KNOWN = "known";

  private final Throttle throttle;

  /**
   * Counts a password.
   *
   * @param person the id of a person, or a name that nobody has
   * @param exists whether there is such a person
   * @param knownBrowser whether the person signed in from this browser before
   * @return empty if it may be passed on, or the time at which the next one is
   */
  Optional<Instant> count(
      String directory,
      String person,
      boolean exists,
      boolean knownBrowser,
      DirectoryProperties properties) {
    int kept = Math.max(1, properties.wrongPasswords() / SHARES);
    if (knownBrowser && count(key(directory, person, KNOWN), exists, kept, properties).isEmpty()) {
      return Optional.empty();
    }
    int strangers = Math.max(1, properties.wrongPasswords() - kept);
    return count(key(directory, person, STRANGERS), exists, strangers, properties);
  }

  private Optional<Instant> count(
      String key, boolean exists, int most, DirectoryProperties properties) {
    return throttle.countForDirectory(key, exists, most, properties.wrongPasswordWindow());
  }

  /** Forgets the wrong ones after a right one. */
  void right(String directory, String person) {
    throttle.rightForDirectory(key(directory, person, STRANGERS));
    throttle.rightForDirectory(key(directory, person, KNOWN));
  }

  private static String key(String directory, String person, String share) {
    return share + '\0' + directory + '\0' + Usernames.key(person);
  }
}
