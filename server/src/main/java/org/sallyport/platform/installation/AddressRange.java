package org.sallyport.platform.installation;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.tomcat.util.net.IPv6Utils;

/**
 * A network by its prefix (CIDR, RFC 4632 and RFC 4291), for example 10.20.0.0/16.
 *
 * @param first its first address
 * @param bits how many bits of it all addresses share
 */
public record AddressRange(InetAddress first, int bits) {
  private static final Pattern TYPED =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F.]{0,4}:[0-9a-fA-F:.]{1,44})(?:/([0-9]{1,3}))?");

  /** A typed network, whose other bits are cleared, or a single address; empty if it is neither. */
  public static Optional<AddressRange> of(String typed) {
    var parts = TYPED.matcher(typed);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return address(parts.group(1))
        .flatMap(
            address -> {
              int all = address.getAddress().length * Byte.SIZE;
              int bits = parts.group(2) == null ? all : Integer.parseInt(parts.group(2));
              return bits > all
                  ? Optional.empty()
                  : Optional.of(new AddressRange(cleared(address, bits), bits));
            });
  }

  /** Whether an address is in it. An IPv4 address that is written as IPv6 counts as IPv4. */
  public boolean has(String address) {
    return address(address.replaceFirst("%.*", ""))
        .filter(it -> it.getAddress().length == first.getAddress().length)
        .filter(it -> cleared(it, bits).equals(first))
        .isPresent();
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static InetAddress cleared(InetAddress address, int bits) {
    byte[] bytes = address.getAddress();
    int whole = bits / Byte.SIZE;
    if (bits % Byte.SIZE != 0) {
      bytes[whole] &= (byte) (0xff << (Byte.SIZE - bits % Byte.SIZE));
      whole++;
    }
    Arrays.fill(bytes, whole, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  @Override
  public String toString() {
    return IPv6Utils.canonize(first.getHostAddress()) + "/" + bits;
  }
}
