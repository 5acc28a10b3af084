package org.sallyport.gate.signin.password;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.platform.access.Origin;

/**
 * The input of the password step.
 *
 * @param countedName the name by which tries are counted, without the domain of a directory
 * @param browser known, if this username signed in from it before
 * @param goesOn whether an account that they are right for is asked for its second factor. If not,
 *     nothing is sent, and the attempt is open until it is ended
 */
public record Credentials(
    String username,
    String countedName,
    String password,
    ArrivingBrowser browser,
    Predicate<Account> goesOn) {
  public Credentials(
      String username, String countedName, String password, ArrivingBrowser browser) {
    this(username, countedName, password, browser, any -> true);
  }

  Origin origin() {
    return browser.origin();
  }

  @Nullable String knownBrowser() {
    return browser.known();
  }

  @Override
  public String toString() {
    return "Credentials[" + origin() + "]";
  }
}
