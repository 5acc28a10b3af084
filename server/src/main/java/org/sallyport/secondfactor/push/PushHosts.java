package org.sallyport.secondfactor.push;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Which push services may be asked: a phone names its own, so it could name a machine behind our
 * walls. Only https, and only where every address of the host is public; that very address is then
 * connected to, so that the name cannot mean another one a moment later.
 */
final class PushHosts {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private PushHosts() {}

  /** Whether it has the form of an endpoint; its name is looked up when it is used. */
  static boolean isEndpoint(String endpoint, boolean loopbackAllowed) {
    try {
      URI uri = new URI(endpoint);
      boolean scheme =
          "https".equals(uri.getScheme()) || (loopbackAllowed && "http".equals(uri.getScheme()));
      @Nullable String host = uri.getHost();
      return scheme
          && host != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null
          && endpoint.chars().allMatch(c -> c > ' ' && c < 0x7f);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * The address to connect to.
   *
   * @throws IOException if there is none, or one of the host's addresses is not public
   */
  static InetSocketAddress address(URI endpoint, boolean loopbackAllowed) throws IOException {
    String host = endpoint.getHost();
    boolean https = "https".equals(endpoint.getScheme());
    int port = endpoint.getPort() >= 0 ? endpoint.getPort() : (https ? HTTPS : HTTP);
    InetAddress[] addresses = InetAddress.getAllByName(host.replaceAll("[\\[\\]]", ""));
    for (InetAddress address : addresses) {
      boolean loopback = loopbackAllowed && address.isLoopbackAddress();
      if (!loopback && !(https && isPublic(address))) {
        throw new UnknownHostException("the push service is not on a public address");
      }
    }
    return new InetSocketAddress(addresses[0], port);
  }

  /** Whether it is an address of the internet (RFC 6890). */
  static boolean isPublic(InetAddress address) {
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

  /** Global unicast without the blocks in which other addresses hide (6to4, Teredo and others). */
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
