package org.sallyport.gate.delivery.mail.dns;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Looks TXT records up, without a cache: what was published a minute ago counts. */
final class TextRecords {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Resolver resolver;

  /**
   * Looks up at one server, or as this machine does.
   *
   * @param server an address, with a port if it is not 53; null for those of this machine
   * @throws UnknownHostException if there is no such server
   */
  TextRecords(@Nullable String server) throws UnknownHostException {
    resolver = server == null ? new ExtendedResolver() : at(server);
    resolver.setTimeout(TIMEOUT);
  }

  private static Resolver at(String server) throws UnknownHostException {
    int colon = server.lastIndexOf(':');
    boolean hasPort = colon > 0 && server.indexOf(':') == colon;
    SimpleResolver at = new SimpleResolver(hasPort ? server.substring(0, colon) : server);
    if (hasPort) {
      at.setPort(Integer.parseInt(server.substring(colon + 1)));
    }
    return at;
  }

  /** A name that could not be looked up, so that nothing is known. */
  static final class NotLookedUp extends Exception {
    private static final long serialVersionUID = 1L;

    NotLookedUp(String name, String why) {
      super(name + ": " + why);
    }
  }

  /**
   * The texts of a name that begin with a tag, each put together from its parts (RFC 7208 section
   * 3.3); empty if there are none.
   */
  List<String> of(String name, String beginning) throws NotLookedUp {
    Lookup lookup = new Lookup(absolute(name), Type.TXT);
    lookup.setResolver(resolver);
    lookup.setCache(null);
    Record @Nullable [] found = lookup.run();
    return switch (lookup.getResult()) {
      case Lookup.SUCCESSFUL ->
          texts(Objects.requireNonNull(found))
              .filter(text -> text.regionMatches(true, 0, beginning, 0, beginning.length()))
              .toList();
      case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> List.of();
      default -> throw new NotLookedUp(name, lookup.getErrorString());
    };
  }

  private static Stream<String> texts(Record[] records) {
    return Arrays.stream(records)
        .filter(TXTRecord.class::isInstance)
        .map(record -> String.join("", ((TXTRecord) record).getStrings()));
  }

  private static Name absolute(String name) throws NotLookedUp {
    try {
      return Name.fromString(name + ".");
    } catch (TextParseException e) {
      throw new NotLookedUp(name, "not a name in DNS");
    }
  }
}
