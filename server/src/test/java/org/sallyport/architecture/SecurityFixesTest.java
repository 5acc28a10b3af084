package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ships is compared with a list of security fixes in the repository, without a network. */
class SecurityFixesTest {
  private static final Path LIST = Path.of("../ops/security-fixes.tsv");
  private static final int MAX_AGE_DAYS = 120;
  private static final Pattern LOOKED_UP = Pattern.compile("# looked up: (\\S+)");
  private static final Pattern JAR = Pattern.compile("([A-Za-z0-9._-]+?)-([0-9][^/]*)\\.jar");
  private static final Pattern PACKAGE =
      Pattern.compile("\"node_modules/([^\"]+)\": \\{\\s*\"version\": \"([^\"]+)\"");

  /** A version with a fix. */
  private record Fix(String component, String version, LocalDate date, String what) {
    static Fix of(String line) {
      String[] columns = line.split("\t", -1);
      return new Fix(columns[0], columns[1], LocalDate.parse(columns[2]), columns[3]);
    }

    String name() {
      return component.substring(component.indexOf(':') + 1);
    }

    boolean isMissingIn(String shipped) {
      return compare(shipped, version) < 0;
    }
  }

  private static List<Fix> fixes() throws IOException {
    try (Stream<String> lines = Files.lines(LIST)) {
      return lines.filter(line -> !line.startsWith("#")).map(Fix::of).toList();
    }
  }

  @Test
  void nothingThatShipsLacksAFixOfTheList() throws IOException {
    Map<String, String> shipped = shipped();
    List<String> outdated = new ArrayList<>();
    for (Fix fix : fixes()) {
      String version = shipped.get(fix.name());
      assertThat(version).as("%s does not ship: remove its line", fix.component()).isNotNull();
      if (fix.isMissingIn(Objects.requireNonNull(version))) {
        outdated.add(
            fix.component() + " " + version + ", fixed in " + fix.version() + " of " + fix.date());
      }
    }
    assertThat(outdated).isEmpty();
  }

  /** Long, since it fails by the date alone. */
  @Test
  @Tag("long")
  void theListWasLookedUpLately() throws IOException {
    Matcher day = LOOKED_UP.matcher(Files.readString(LIST));
    assertThat(day.find()).isTrue();
    assertThat(LocalDate.parse(day.group(1)))
        .as("look up what was fixed since, and write the day into %s", LIST)
        .isAfter(LocalDate.now(Clock.systemUTC()).minusDays(MAX_AGE_DAYS));
  }

  @ParameterizedTest
  @CsvSource({
    "18.1.0, 18.4.0, -1",
    "18.6.0, 18.4.0, 1",
    "1.9, 1.10, -1",
    "42.7.11, 42.7.7, 1",
    "3.0, 3.0.0, 0",
    "9.0.1.Final, 9.0.2, -1"
  })
  void versionsAreComparedByNumbers(String one, String other, int sign) {
    assertThat(Integer.signum(compare(one, other))).isEqualTo(sign);
  }

  private static int compare(String one, String other) {
    List<Integer> left = numbers(one);
    List<Integer> right = numbers(other);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int difference = Integer.compare(at(left, i), at(right, i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static int at(List<Integer> numbers, int place) {
    return place < numbers.size() ? numbers.get(place) : 0;
  }

  private static List<Integer> numbers(String version) {
    return Pattern.compile("\\d{1,9}")
        .matcher(version)
        .results()
        .map(number -> Integer.valueOf(number.group()))
        .toList();
  }

  /** Version by artifact or package: the class path, and the lock of the apps. */
  private static Map<String, String> shipped() throws IOException {
    Map<String, String> versions = new TreeMap<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Matcher jar = JAR.matcher(Path.of(entry).getFileName().toString());
      if (jar.matches()) {
        versions.put(jar.group(1), jar.group(2));
      }
    }
    Matcher locked = PACKAGE.matcher(Files.readString(Path.of("../web/package-lock.json")));
    while (locked.find()) {
      versions.put(locked.group(1), locked.group(2));
    }
    return versions;
  }
}
