package org.sallyport.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses a host may have. All addresses of a name count: a name that has one more address,
 * which is not allowed, is refused.
 */
public enum AddressRule {
  /** Any: the host is named in the settings or by an admin. */
  ANY,
  /** Any, but not this machine and not its link: a system that is set up names the host. */
  OTHER_MACHINES,
  /** {@link #OTHER_MACHINES}, and this machine by its loopback address. */
  OTHER_MACHINES_OR_LOOPBACK,
  /** Public internet addresses (RFC 6890): a stranger names the host. */
  PUBLIC,
  /** {@link #PUBLIC}, and this machine by its loopback address. */
  PUBLIC_OR_LOOPBACK;

  /** Whether a connection to all these addresses is allowed. */
  public boolean allows(InetAddress... addresses) {
    return Arrays.stream(addresses).allMatch(this::allowsOne);
  }

  private boolean allowsOne(InetAddress address) {
    return switch (this) {
      case ANY -> true;
      case OTHER_MACHINES -> !address.isLoopbackAddress() && isElsewhere(address);
      case OTHER_MACHINES_OR_LOOPBACK -> address.isLoopbackAddress() || isElsewhere(address);
      case PUBLIC -> PublicAddress.is(address);
      case PUBLIC_OR_LOOPBACK -> address.isLoopbackAddress() || PublicAddress.is(address);
    };
  }

  private static boolean isElsewhere(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isMulticastAddress();
  }

  /**
   * Resolves a host.
   *
   * @throws UnknownHostException if it has no address, or one that is not allowed
   */
  public InetAddress[] resolve(String host) throws UnknownHostException {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetAddress[] found = InetAddress.getAllByName(bare);
    if (!allows(found)) {
      throw new UnknownHostException(host + " is on an address that may not be asked");
    }
    return found;
  }
}
