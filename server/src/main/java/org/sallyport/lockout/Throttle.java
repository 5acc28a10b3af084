package org.sallyport.lockout;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.AddressBlock;
import org.sallyport.account.Usernames;
import org.sallyport.crypto.KeyedHash;
import org.sallyport.crypto.Use;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows wrong passwords down, never locks (rule 18): by name, unknown names included, and by
 * address, with waits that rise. An IPv6 address is counted with its /64, and more generously with
 * its /48. A browser in which the account signed in before is counted by itself, so that strangers
 * do not slow the owner down. Codes typed in other browsers count with the passwords of their
 * address. A try is counted before it is looked at; a right one takes its count back. While an
 * address waits, the names that it tries are not counted: it adds no row for each. Rows are taken
 * in one order: site, network, name.
 */
@Component
public class Throttle {
  private static final String ADDRESS = "address";

  private final ThrottleStore counts;
  private final KeyedHash hash;
  private final LockProperties limits;

  Throttle(ThrottleStore counts, KeyedHash hash, LockProperties limits) {
    this.counts = counts;
    this.hash = hash;
    this.limits = limits;
  }

  /**
   * Counts a try with a password.
   *
   * @param knownBrowser the browser, if this name signed in from it before
   * @return empty if the password may be looked at, or the moment at which the next try may come
   */
  @Transactional
  public Optional<Instant> count(
      String username, AddressBlock from, @Nullable String knownBrowser) {
    if (knownBrowser != null) {
      return counts.count(browserKey(username, knownBrowser), limits.freePasswords());
    }
    Optional<Instant> byAddress = countFrom(ADDRESS, from);
    return byAddress.isPresent()
        ? byAddress
        : counts.count(nameKey(username), limits.freePasswords());
  }

  /** The password was right: the counts of this try are taken back. */
  @Transactional
  public void right(String username, AddressBlock from, @Nullable String knownBrowser) {
    if (knownBrowser != null) {
      counts.clear(browserKey(username, knownBrowser));
    } else {
      takeBackFrom(ADDRESS, from);
      counts.clear(nameKey(username));
    }
  }

  /**
   * Counts a code, in a browser that is new to its account, together with the wrong passwords of
   * its address.
   *
   * @return empty if it may be compared, or the moment at which the next one may come
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Instant> countCode(AddressBlock from) {
    return countFrom(ADDRESS, from);
  }

  /** The code was right, or was not compared: its count is taken back. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void takeBackCode(AddressBlock from) {
    takeBackFrom(ADDRESS, from);
  }

  /**
   * Counts a try of a stranger with something long and random, by address alone.
   *
   * @param place what is tried, in a word
   * @return empty if it may be looked at, or the moment at which the next try may come
   */
  @Transactional
  public Optional<Instant> countAt(String place, AddressBlock from) {
    return countFrom(place, from);
  }

  /** It was right: the count of this try is taken back. */
  @Transactional
  public void rightAt(String place, AddressBlock from) {
    takeBackFrom(place, from);
  }

  private Optional<Instant> countFrom(String place, AddressBlock from) {
    Optional<Instant> bySite =
        from.site() == null
            ? Optional.empty()
            : counts.count(addressKey(place, from.site()), limits.freePasswordsOfSite());
    return later(
        bySite, counts.count(addressKey(place, from.network()), limits.freePasswordsOfAddress()));
  }

  private void takeBackFrom(String place, AddressBlock from) {
    if (from.site() != null) {
      counts.takeBack(addressKey(place, from.site()));
    }
    counts.takeBack(addressKey(place, from.network()));
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isAfter(other.get()) ? one : other;
  }

  private byte[] nameKey(String username) {
    return hash.ofCount(Use.THROTTLE, "name", Usernames.key(username));
  }

  private byte[] addressKey(String place, String block) {
    return hash.ofCount(Use.THROTTLE, place, block);
  }

  private byte[] browserKey(String username, String browser) {
    return hash.ofCount(Use.THROTTLE, "browser", Usernames.key(username), browser);
  }
}
