package org.sallyport.platform.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.policy.start.StartRefused;
import org.sallyport.testing.PlaceFile;

class PlacesTest {
  @TempDir Path folder;

  private Places places() {
    Path file =
        new PlaceFile()
            .with("198.51.100.0", 24, PlaceFile.city("Ghent", "Belgium"))
            .with("203.0.113.0", 25, Map.of("country_code", "IS"))
            .with("192.0.2.0", 24, Map.of("asn", 64_500))
            .with("2001:db8::", 32, PlaceFile.city("Zürich", "Switzerland"))
            .writeTo(folder.resolve("places.mmdb"));
    return new Places(new GeoIpProperties(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.7       | 198.51.100.7, Ghent, Belgium",
        "203.0.113.24       | 203.0.113.24, Iceland",
        "203.0.113.200      | 203.0.113.200",
        "192.0.2.1          | 192.0.2.1",
        "2001:db8::7        | 2001:db8::7, Zürich, Switzerland",
        "2001:db9::7        | 2001:db9::7",
        "10.1.2.3           | 10.1.2.3, local network",
        "192.168.0.9        | 192.168.0.9, local network",
        "fd12:3456::1       | fd12:3456::1, local network",
        "fe80::1            | fe80::1, local network",
        "127.0.0.1          | 127.0.0.1",
      })
  void aPlaceStandsBesideItsAddress(String address, String shown) {
    assertThat(places().show(address)).isEqualTo(shown);
  }

  @Test
  void aPlaceIsNamedInTheReadersLanguageWhereThatIsKnown() {
    Path file =
        new PlaceFile()
            .with(
                "198.51.100.0",
                24,
                Map.of(
                    "city",
                    Map.of("names", Map.of("en", "Ghent", "fr", "Gand", "pt-BR", "Gante")),
                    "country",
                    Map.of("iso_code", "BE", "names", Map.of("en", "Belgium"))))
            .writeTo(folder.resolve("named.mmdb"));
    Places places = new Places(new GeoIpProperties(file));
    assertThat(shown(places, Language.FRENCH)).endsWith(", Gand, Belgique");
    assertThat(shown(places, Language.PORTUGUESE)).endsWith(", Gante, Bélgica");
    assertThat(shown(places, Language.DUTCH)).endsWith(", Ghent, België");
    assertThat(shown(places, Language.ARABIC)).endsWith(", Ghent, بلجيكا");
  }

  private static String shown(Places places, Language language) {
    return language.compose(() -> places.show("198.51.100.7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "", "portal.example", "1.2.3", "1.2.3.4.5", "<b>"})
  void whatIsNoAddressStaysAsItIsAndIsAskedOfNobody(String address) {
    assertThat(places().show(address)).isEqualTo(address);
  }

  @Test
  void withoutADatabaseTheAddressStandsAlone() {
    assertThat(new Places(new GeoIpProperties(null)).show("198.51.100.7"))
        .isEqualTo("198.51.100.7");
  }

  @Test
  void aFileThatIsNoneStopsTheStartWithOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("places.txt"), "Ghent");
    for (Path file : new Path[] {text, folder.resolve("missing.mmdb")}) {
      assertThatThrownBy(() -> new Places(new GeoIpProperties(file)))
          .isInstanceOf(StartRefused.class)
          .hasMessage("sallyport.geoip.database: %s is no readable MaxMind DB file", file);
    }
  }

  /** A truncated file may still open, but must not prevent a sign-in. */
  @Test
  void aDamagedFileShowsNoPlace() throws IOException {
    places();
    byte[] whole = Files.readAllBytes(folder.resolve("places.mmdb"));
    for (int i = 600; i < 1200; i++) {
      whole[i] = (byte) 0xff;
    }
    Path damaged = Files.write(folder.resolve("damaged.mmdb"), whole);
    Places places = new Places(new GeoIpProperties(damaged));
    assertThat(places.show("2001:db8::7")).startsWith("2001:db8::7");
    assertThat(places.show("198.51.100.7")).startsWith("198.51.100.7");
  }
}
