package org.sallyport.gate.lockout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.database.SeparateTransactions;
import org.springframework.stereotype.Component;

/**
 * Slows down tries after wrong passwords but never locks (rule 18). Tries are counted by name,
 * including unknown names, and by address, with increasing waits. An IPv6 address is counted by its
 * /64 and, with a higher limit, by its /48. A browser in which the account signed in before has its
 * own counter, so that strangers cannot slow down the owner. Codes entered in other browsers count
 * with the passwords of their address. A try is counted before it is verified; a right one reverts
 * its count. While an address has to wait, the names that it tries are not counted, so it adds no
 * rows for them. Rows are locked in this order: site, network, name, and for no longer than the
 * counting takes: everybody behind one address shares them.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Throttle {
  private static final String ADDRESS = "address";

  private final ThrottleStore counts;
  private final KeyedHash hash;
  private final LockProperties limits;
  private final SeparateTransactions separate;

  /**
   * Counts a try with a password.
   *
   * @param knownBrowser the browser's mark if the account of that name signed in from it before
   * @return empty if the password may be verified, or the time at which the next try is accepted
   */
  public Optional<Instant> count(
      String username, AddressBlock from, @Nullable String knownBrowser) {
    return separate.run(() -> countPassword(username, from, knownBrowser));
  }

  private Optional<Instant> countPassword(
      String username, AddressBlock from, @Nullable String knownBrowser) {
    if (knownBrowser != null) {
      return counts.count(browserKey(username, knownBrowser), limits.passwordDelayAfter());
    }
    Optional<Instant> byAddress = countFrom(ADDRESS, from);
    return byAddress.isPresent()
        ? byAddress
        : counts.count(nameKey(username), limits.passwordDelayAfter());
  }

  /**
   * Clears the counter of the browser or the name, and reverts the address counts of this try,
   * after the right password.
   */
  public void right(String username, AddressBlock from, @Nullable String knownBrowser) {
    separate.run(
        () -> {
          if (knownBrowser != null) {
            return counts.clear(browserKey(username, knownBrowser));
          }
          takeBackFrom(ADDRESS, from);
          return counts.clear(nameKey(username));
        });
  }

  /**
   * Counts a code entered in a browser that is new to its account, together with the wrong
   * passwords of its address.
   *
   * @return empty if it may be compared, or the time at which the next one is accepted
   */
  public Optional<Instant> countCode(AddressBlock from) {
    return separate.run(() -> countFrom(ADDRESS, from));
  }

  /** Reverts the count of a code that was right or was not compared. */
  public void takeBackCode(AddressBlock from) {
    separate.run(() -> takeBackFrom(ADDRESS, from));
  }

  /**
   * Counts an unauthenticated try with a long random or signed value, by address only.
   *
   * @param place what is tried, in one word
   * @return empty if it may be verified, or the time at which the next try is accepted
   */
  public Optional<Instant> countAt(String place, AddressBlock from) {
    return separate.run(() -> countFrom(place, from));
  }

  /** Reverts the count of a try that succeeded. */
  public void rightAt(String place, AddressBlock from) {
    separate.run(() -> takeBackFrom(place, from));
  }

  /**
   * Counts a password for one person that is about to be passed on to a directory. Unlike the other
   * counters it is exact and does not rise in steps: of any passwords, however many browsers and
   * networks they come from, no more than {@code most} are passed on before the first of them is
   * forgotten, so that strangers cannot have the directory lock the person out.
   *
   * @param person what the directory and the person are known by
   * @param exact whether there is such a person; counters of invented names may be shared
   * @param window the time without a try after which earlier ones no longer count
   * @return empty if it may be passed on, or the time at which the next one is
   */
  public Optional<Instant> countForDirectory(
      String person, boolean exact, int most, Duration window) {
    return separate.run(() -> counts.countWithin(directoryKey(person), exact, most, window));
  }

  /** Clears that counter after a right password, as the directory does with its own. */
  public void rightForDirectory(String person) {
    separate.run(() -> counts.clear(directoryKey(person)));
  }

  private byte[] directoryKey(String person) {
    return hash.ofCount(KeyPurpose.THROTTLE, "directory", person);
  }

  /** Until when passwords for that name have to wait in browsers new to it; counts nothing. */
  public Optional<Instant> waitOf(String username) {
    return counts.waitOf(nameKey(username));
  }

  private Optional<Instant> countFrom(String place, AddressBlock from) {
    Optional<Instant> bySite =
        from.site() == null
            ? Optional.empty()
            : counts.count(addressKey(place, from.site()), limits.siteDelayAfter());
    return later(
        bySite, counts.count(addressKey(place, from.network()), limits.addressDelayAfter()));
  }

  private int takeBackFrom(String place, AddressBlock from) {
    int ofSite = from.site() == null ? 0 : counts.takeBack(addressKey(place, from.site()));
    return ofSite + counts.takeBack(addressKey(place, from.network()));
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isAfter(other.get()) ? one : other;
  }

  private byte[] nameKey(String username) {
    return hash.ofCount(KeyPurpose.THROTTLE, "name", Usernames.key(username));
  }

  private byte[] addressKey(String place, String block) {
    return hash.ofCount(KeyPurpose.THROTTLE, place, block);
  }

  private byte[] browserKey(String username, String browser) {
    return hash.ofCount(KeyPurpose.THROTTLE, "browser", Usernames.key(username), browser);
  }
}
