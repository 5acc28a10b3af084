package org.sallyport.platform.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import org.apache.tomcat.util.net.IPv6Utils;
import org.jspecify.annotations.Nullable;

/**
 * The unit by which tries and messages are counted for an address: an IPv4 address itself; for an
 * IPv6 address its /64, which is the smallest network that a customer gets and within which
 * addresses can be chosen freely (RFC 6177, RFC 7934).
 *
 * @param network for example "192.0.2.7" or "2001:db8:1:2::/64"
 * @param site the /48 around the network, for example "2001:db8:1::/48", which may have 65,536
 *     networks; null for IPv4
 */
public record AddressBlock(String network, @Nullable String site) {
  private static final int NETWORK_PREFIX_BITS = 64;
  private static final int SITE_PREFIX_BITS = 48;

  /**
   * The block of an address. An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) is treated as IPv4;
   * text that is not an IP address is used unchanged.
   */
  public static AddressBlock of(String address) {
    try {
      InetAddress ip = InetAddress.ofLiteral(address.replaceFirst("%.*", ""));
      return ip instanceof Inet4Address
          ? new AddressBlock(ip.getHostAddress(), null)
          : new AddressBlock(prefix(ip, NETWORK_PREFIX_BITS), prefix(ip, SITE_PREFIX_BITS));
    } catch (IllegalArgumentException e) {
      return new AddressBlock(address, null);
    }
  }

  /** The site if there is one, otherwise the network. */
  public String widest() {
    return site == null ? network : site;
  }

  private static String prefix(InetAddress ip, int bits) {
    byte[] bytes = ip.getAddress();
    Arrays.fill(bytes, bits / Byte.SIZE, bytes.length, (byte) 0);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 2) {
      int group = (Byte.toUnsignedInt(bytes[i]) << Byte.SIZE) | Byte.toUnsignedInt(bytes[i + 1]);
      text.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
    }
    return IPv6Utils.canonize(text.toString()) + "/" + bits;
  }
}
