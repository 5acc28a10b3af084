package org.sallyport.access;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import org.apache.tomcat.util.net.IPv6Utils;
import org.jspecify.annotations.Nullable;

/**
 * What an address is counted as, wherever tries or messages are counted by address: an IPv4 address
 * alone; an IPv6 address together with its /64, which is the least that one customer gets and
 * within which anybody chooses addresses at will (RFC 6177, RFC 7934).
 *
 * @param network for example "192.0.2.7" or "2001:db8:1:2::/64"
 * @param site the /48 around the network, for example "2001:db8:1::/48", which may have 65,536
 *     networks; null for IPv4
 */
public record AddressBlock(String network, @Nullable String site) {
  private static final int NETWORK = 64;
  private static final int SITE = 48;

  /**
   * An IPv4 address that is written as an IPv6 one (RFC 4291, 2.5.5.2) is one of IPv4; what is no
   * IP address is counted as it is.
   */
  public static AddressBlock of(String address) {
    try {
      InetAddress ip = InetAddress.ofLiteral(address.replaceFirst("%.*", ""));
      return ip instanceof Inet4Address
          ? new AddressBlock(ip.getHostAddress(), null)
          : new AddressBlock(prefix(ip, NETWORK), prefix(ip, SITE));
    } catch (IllegalArgumentException e) {
      return new AddressBlock(address, null);
    }
  }

  /** The site where there is one, else the network. */
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
