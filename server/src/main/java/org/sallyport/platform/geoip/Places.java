package org.sallyport.platform.geoip;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.policy.start.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Describes the location of an address in words. It helps people to recognise their own sign-ins
 * and is not used for decisions.
 */
@Component
public class Places implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Places.class);
  private static final String ENGLISH = "en";

  /** The only Portuguese of the databases. */
  private static final String PORTUGUESE = "pt-BR";

  private final @Nullable Reader reader;

  Places(GeoIpProperties properties) {
    Path file = properties.database();
    this.reader = file == null ? null : open(file);
  }

  private static Reader open(Path file) {
    try {
      return new Reader(file.toFile());
    } catch (IOException e) {
      throw new StartRefused(
          "sallyport.geoip.database: " + file + " is no readable MaxMind DB file", e);
    }
  }

  /**
   * The address with its place, for example "198.51.100.7, Ghent, Belgium"; the address alone if
   * the place is unknown.
   */
  public String show(String address) {
    return of(address).map(place -> address + ", " + place).orElse(address);
  }

  private Optional<String> of(String address) {
    try {
      InetAddress at = InetAddress.ofLiteral(address);
      return isLocal(at) ? Optional.of(Messages.text("common.local-network")) : find(at);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    return address.isSiteLocalAddress() || address.isLinkLocalAddress() || uniqueLocal;
  }

  private Optional<String> find(InetAddress address) {
    if (reader == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(reader.get(address, Map.class)).flatMap(Places::words);
    } catch (IOException | RuntimeException e) {
      LOG.warn("a place is not shown: {}", e.toString());
      return Optional.empty();
    }
  }

  /**
   * City and country from a database of cities or of countries; otherwise the country of the
   * country code.
   */
  private static Optional<String> words(Map<?, ?> record) {
    String words =
        Stream.of(name(record.get("city")), country(record))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  /** By its code, which Java has names for in every language. */
  private static Optional<String> country(Map<?, ?> record) {
    return code(record).map(Places::countryOf).or(() -> name(record.get("country")));
  }

  private static Optional<String> code(Map<?, ?> record) {
    return record.get("country") instanceof Map<?, ?> country
        ? text(country.get("iso_code"))
        : text(record.get("country_code"));
  }

  /** In the language of this thread if the database has it, or in English. */
  private static Optional<String> name(@Nullable Object entry) {
    return entry instanceof Map<?, ?> fields && fields.get("names") instanceof Map<?, ?> names
        ? text(names.get(Language.current().tag()))
            .or(
                () ->
                    Language.current() == Language.PORTUGUESE
                        ? text(names.get(PORTUGUESE))
                        : Optional.empty())
            .or(() -> text(names.get(ENGLISH)))
        : Optional.empty();
  }

  private static Optional<String> text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }

  private static String countryOf(String code) {
    return Locale.of("", code).getDisplayCountry(Language.current().locale());
  }

  @Override
  public void destroy() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }
}
