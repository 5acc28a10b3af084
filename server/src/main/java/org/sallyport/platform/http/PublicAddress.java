package org.sallyport.platform.http;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Distinguishes public internet addresses from those of this machine and private networks. */
final class PublicAddress {
  private PublicAddress() {}

  /** Whether it is a public internet address (RFC 6890). */
  static boolean is(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    boolean shared = first == 100 && (second & 0xc0) == 64;
    boolean assigned = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean relay = first == 192 && second == 88 && third == 99;
    boolean benchmark = first == 198 && (second & 0xfe) == 18;
    boolean documentation =
        (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return first != 0
        && first < 240
        && !shared
        && !assigned
        && !relay
        && !benchmark
        && !documentation;
  }

  /**
   * Global unicast, without the blocks that can embed other addresses (6to4, Teredo and others).
   */
  private static boolean isPublic6(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    boolean global = (first & 0xe000) == 0x2000;
    boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8);
    boolean sixToFour = first == 0x2002;
    boolean documentation = first == 0x3fff;
    return global && !special && !sixToFour && !documentation;
  }
}
