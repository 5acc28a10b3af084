package org.sallyport.demo;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** This machine's address on the local network. */
final class LanAddress {
  private LanAddress() {}

  /**
   * Determines the address.
   *
   * @throws Refused if there is none
   */
  static InetAddress find() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(LanAddress::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
          .findFirst()
          .orElseThrow(LanAddress::none);
    } catch (SocketException e) {
      throw none();
    }
  }

  /**
   * Parses a given address.
   *
   * @throws Refused if this machine does not have it
   */
  static InetAddress of(String text) {
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      if (NetworkInterface.getByInetAddress(address) != null) {
        return address;
      }
    } catch (IllegalArgumentException | SocketException e) {
      // Reported below.
    }
    throw new Refused("demo: " + text + " is no address of this machine");
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback() && !network.isVirtual();
    } catch (SocketException e) {
      return false;
    }
  }

  private static Refused none() {
    return new Refused(
        "demo: this machine has no address on a local network; name one with --lan=ADDRESS");
  }
}
